package io.chromarunbook.starter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A recipe that sends people to a place that is not there is worse than none. */
class ContributingPageTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern PLACE =
      Pattern.compile("`((?:\\w+/)+[\\w./-]+)`|\\]\\(([\\w./-]+)\\)");

  @Test
  void every_place_the_page_names_is_there() throws IOException {
    String page = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    List<String> places =
        PLACE
            .matcher(page)
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .toList();

    assertThat(places).hasSizeGreaterThan(10);
    assertThat(places).allSatisfy(place -> assertThat(ROOT.resolve(place)).exists());
  }
}
