package io.chromarunbook.starter;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a tree of its own, with a Maven that makes a small jar at once. */
@Timeout(60)
class LauncherTest {

  @TempDir private Path folder;
  private Path tree;
  private Path built;
  private Path source;
  private Path calls;

  private record Ended(int exitCode, String out, String err) {}

  @BeforeEach
  void plantsATree() throws IOException {
    tree = Files.createDirectories(folder.resolve("a tree"));
    built = tree.resolve("starter/target/runbook.jar");
    calls = folder.resolve("maven.calls");
    Files.createFile(tree.resolve("pom.xml"));
    for (String module :
        List.of("chroma", "stack", "workflows", "client", "activities", "worker", "starter")) {
      Files.createDirectories(tree.resolve(module).resolve("src/main"));
      Files.createFile(tree.resolve(module).resolve("pom.xml"));
    }
    source = Files.createFile(tree.resolve("workflows/src/main/Some.java"));
    Files.copy(Path.of("..", "runbook"), tree.resolve("runbook"), COPY_ATTRIBUTES);
    Path jar = folder.resolve("small.jar");
    writeJar(jar);
    maven("cp '%s' starter/target/runbook.jar".formatted(jar));
  }

  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(Attributes.Name.MAIN_CLASS, PrintsItsArguments.class.getName());
    String entry = PrintsItsArguments.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream content = new JarOutputStream(out, manifest);
        InputStream bytes = LauncherTest.class.getResourceAsStream("/" + entry)) {
      content.putNextEntry(new JarEntry(entry));
      bytes.transferTo(content);
      content.closeEntry();
    }
  }

  private void maven(String work) throws IOException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
    Files.writeString(program, "#!/bin/sh\necho \"$@\" >>'%s'\n%s\n".formatted(calls, work));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void builds_what_is_missing_says_so_and_passes_everything_on() throws Exception {
    Ended ended = launch(tree.resolve("runbook"), "plan", "check", "my plan.yaml");

    assertThat(ended.exitCode()).as("%s", ended).isZero();
    assertThat(ended.out()).isEqualTo("plan|check|my plan.yaml\n");
    assertThat(ended.err().lines()).singleElement().asString().startsWith("Building");
  }

  @Test
  void does_not_build_when_started_twice() throws Exception {
    var ignored = launch(tree.resolve("runbook"), "--help");
    FileTime first = Files.getLastModifiedTime(built);

    Ended again = launch(tree.resolve("runbook"), "--help");

    assertThat(again).isEqualTo(new Ended(0, "--help\n", ""));
    assertThat(Files.getLastModifiedTime(built)).isEqualTo(first);
    assertThat(calls).content().hasLineCount(1);
  }

  @Test
  void builds_again_when_a_source_is_newer() throws Exception {
    var ignored = launch(tree.resolve("runbook"), "--help");
    Files.setLastModifiedTime(built, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

    assertThat(launch(tree.resolve("runbook"), "--help").err()).startsWith("Building");
    assertThat(launch(tree.resolve("runbook"), "--help").err()).isEmpty();

    assertThat(calls).content().hasLineCount(2);
  }

  @Test
  void finds_its_tree_through_a_link() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("bin/migrate"), tree.resolve("runbook"));

    assertThat(launch(link, "status").out()).isEqualTo("status\n");
  }

  @Test
  void the_first_status_leaves_its_classes_to_every_later_command() throws Exception {
    assertThat(launch(tree.resolve("runbook"), "--help").exitCode()).isZero();
    assertThat(archives()).isEmpty();

    Ended first = launch(tree.resolve("runbook"), "status", "a run");
    assertThat(first).isEqualTo(new Ended(0, "status|a run\n", ""));
    assertThat(archives()).singleElement().asString().endsWith(".jsa");
    FileTime made = Files.getLastModifiedTime(archives().get(0));

    assertThat(launch(tree.resolve("runbook"), "status")).isEqualTo(new Ended(0, "status\n", ""));
    assertThat(launch(tree.resolve("runbook"), "--help")).isEqualTo(new Ended(0, "--help\n", ""));
    assertThat(archives()).hasSize(1);
    assertThat(Files.getLastModifiedTime(archives().get(0))).isEqualTo(made);
  }

  @Test
  void a_status_that_showed_no_run_leaves_nothing_and_its_exit_code_stays() throws Exception {
    Ended unreachable = launch(tree.resolve("runbook"), "status", "--exit=3");
    assertThat(unreachable.exitCode()).isEqualTo(3);
    assertThat(archives()).isEmpty();

    Ended ended = launch(tree.resolve("runbook"), "status", "--exit=1");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(archives()).hasSize(1);
  }

  /** All that lies beside the copied jars. */
  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache/program"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("runbook.jar"))
          .toList();
    }
  }

  @Test
  void says_where_to_read_why_a_build_failed() throws Exception {
    maven("echo 'no such symbol'; exit 1");

    Ended ended = launch(tree.resolve("runbook"), "--help");

    assertThat(ended.exitCode()).isEqualTo(70);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("no such symbol", "build.log");
  }

  private Ended launch(Path launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Files.createDirectories(folder.resolve("elsewhere")).toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("RUNBOOK_CACHE", folder.resolve("cache").toString());
    builder.environment().remove("RUNBOOK_LAUNCHER");
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
