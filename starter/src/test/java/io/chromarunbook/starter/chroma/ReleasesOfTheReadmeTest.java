package io.chromarunbook.starter.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.SupportedReleases;
import io.chromarunbook.chroma.releases.RealServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README says of releases is what is refused and what is tried. */
final class ReleasesOfTheReadmeTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void the_table_says_what_is_refused_and_what_is_tried() throws IOException {
    List<String> expected =
        RealServer.ofEachLine().stream().map(ReleasesOfTheReadmeTest::row).toList();

    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains(String.join("\n", expected) + "\n\n");
  }

  private static String row(RealServer standing) {
    String line = standing.release().line();
    String others =
        RealServer.others().stream()
            .map(release -> release.release().version())
            .filter(version -> version.startsWith(line + "."))
            .collect(Collectors.joining(", "));
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            line,
            oldest(line, SupportedReleases.OLDEST_SOURCE),
            oldest(line, SupportedReleases.OLDEST_TARGET),
            standing.release().version(),
            others.isEmpty() ? "–" : others);
  }

  /** The first of the line, or the oldest of all where that is of this line. */
  private static String oldest(String line, String ofAll) {
    String first = line.contains(".") ? line + ".0" : line + ".0.0";
    return ofAll.startsWith(line + ".") ? ofAll : first;
  }
}
