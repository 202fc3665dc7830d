package io.chromarunbook.starter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program is called is known in one place, so that no printed command goes stale. */
class PrintedCommandsTest {

  private static final Path ROOT = Path.of("..");

  /** Of a text: a comment is read by nobody who could type it. */
  private static final Predicate<String> BARE =
      Pattern.compile("\".*`(up|down|doctor|worker|status|start)\\b[^`]*`.*\"").asPredicate();

  private static final String ONLY_PLACE = RunbookCommand.class.getSimpleName() + ".java";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chroma",
        "stack",
        "directory",
        "workflows",
        "document",
        "gate",
        "client",
        "activities",
        "worker",
        "starter"
      })
  void no_source_writes_the_program_out(String module) throws IOException {
    List<Path> sources = sources(module);

    assertThat(sources).isNotEmpty();
    assertThat(sources.stream().flatMap(PrintedCommandsTest::offences)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "directory",
        "workflows",
        "document",
        "gate",
        "client",
        "activities",
        "worker",
        "starter"
      })
  void no_source_prints_a_command_without_the_program(String module) throws IOException {
    assertThat(sources(module).stream().flatMap(source -> lines(source, BARE))).isEmpty();
  }

  @Test
  void a_command_without_the_program_is_found() {
    assertThat(BARE.test("\"then run `up` again.\"")).isTrue();
    assertThat(BARE.test("\"then run \" + RunbookCommand.of(\"up\")")).isFalse();
    assertThat(BARE.test("  /** What `up` does. */")).isFalse();
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
    return lines(source, line -> line.contains(RunbookCommand.PROGRAM)).toList();
  }

  private static Stream<String> lines(Path source, Predicate<String> wanted) {
    try {
      return Files.readAllLines(source).stream()
          .filter(wanted)
          .map(line -> source.getFileName() + ": " + line.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
