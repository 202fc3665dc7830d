package io.chromarunbook.activities.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written about people's data is its owner's, whatever the umask. */
@Timeout(60)
class PrivateFilesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"000", "022", "077"})
  void nobody_else_may_read_what_is_written(String umask) throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    Process writer =
        new ProcessBuilder(
                List.of(
                    "sh",
                    "-c",
                    "umask " + umask + "; exec \"$@\"",
                    "sh",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    WritesPrivately.class.getName(),
                    root.toString()))
            .inheritIO()
            .start();

    assertThat(writer.waitFor()).isZero();
    Map<String, String> rights = new TreeMap<>();
    try (Stream<Path> written = Files.walk(root)) {
      for (Path path : written.filter(each -> !each.equals(root)).toList()) {
        rights.put(
            root.relativize(path) + (Files.isDirectory(path) ? "/" : ""),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }
    }
    assertThat(rights)
        .containsOnlyKeys(
            "a/",
            "a/durable.json",
            "b/",
            "b/c/",
            "created",
            "d/",
            "d/present",
            "home/",
            "home/home.id",
            "opened",
            "rewritten")
        .allSatisfy(
            (path, right) ->
                assertThat(right).isEqualTo(path.endsWith("/") ? "rwx------" : "rw-------"));
  }

  @Test
  void what_is_there_keeps_the_rights_its_owner_gave_it() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));

    PrivateFiles.directories(shared.resolve("own"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
        .isEqualTo("rwxr-x---");
  }
}
