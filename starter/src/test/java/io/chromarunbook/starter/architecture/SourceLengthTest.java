package io.chromarunbook.starter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that grows beyond what is read in one go has more than one reason to change. */
class SourceLengthTest {

  private static final int MOST_LINES = 400;
  private static final Path ROOT = Path.of("..");

  @Test
  void no_file_of_the_program_is_longer_than_what_is_read_in_one_go() throws IOException {
    List<Path> sources = sources();

    assertThat(sources).hasSizeGreaterThan(900);
    assertThat(sources.stream().filter(file -> lines(file) > MOST_LINES))
        .as("files of more than %d lines", MOST_LINES)
        .isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files =
        Files.find(
            ROOT,
            20,
            (file, attributes) ->
                attributes.isRegularFile()
                    && file.toString().endsWith(".java")
                    && file.toString().contains("/src/main/java/"))) {
      return files.toList();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
