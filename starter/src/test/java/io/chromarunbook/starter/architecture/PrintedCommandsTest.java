package io.chromarunbook.starter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program is called is known in one place, so that no printed command goes stale. */
class PrintedCommandsTest {

  private static final Path ROOT = Path.of("..");
  private static final String ONLY_PLACE = RunbookCommand.class.getSimpleName() + ".java";

  @ParameterizedTest
  @ValueSource(strings = {"workflows", "activities", "worker", "starter"})
  void no_source_writes_the_program_out(String module) throws IOException {
    List<Path> sources = sources(module);

    assertThat(sources).isNotEmpty();
    assertThat(sources.stream().flatMap(PrintedCommandsTest::offences)).isEmpty();
  }

  @Test
  void the_program_written_out_is_found() throws IOException {
    Path known =
        sources("workflows").stream()
            .filter(file -> file.endsWith(ONLY_PLACE))
            .findFirst()
            .orElseThrow();

    assertThat(linesThatNameIt(known)).isNotEmpty();
  }

  private static List<Path> sources(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static Stream<String> offences(Path source) {
    return source.endsWith(ONLY_PLACE) ? Stream.empty() : linesThatNameIt(source).stream();
  }

  private static List<String> linesThatNameIt(Path source) {
    try {
      return Files.readAllLines(source).stream()
          .filter(line -> line.contains(RunbookCommand.PROGRAM))
          .map(line -> source.getFileName() + ": " + line.strip())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
