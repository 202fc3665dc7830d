package io.chromarunbook.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text and what is drawn can be read on light and on dark ground, as WCAG 2.2 AA has it. */
class ContrastTest {

  private static final String STYLE =
      Jsoup.parse(HtmlPage.of(Everything.with("words"))).selectFirst("style").data();
  private static final Pattern SCHEME = Pattern.compile(":root \\{([^}]*)\\}");
  private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6})");

  @ParameterizedTest
  @CsvSource({
    "text, ground, 4.5",
    "text, panel, 4.5",
    "faint, ground, 4.5",
    "faint, panel, 4.5",
    "link, ground, 4.5",
    "link, panel, 4.5",
    "link, note-ground, 4.5",
    "text, note-ground, 4.5",
    "text, good-ground, 4.5",
    "text, bad-ground, 4.5",
    "text, open-ground, 4.5",
    "good, good-ground, 4.5",
    "bad, bad-ground, 4.5",
    "open, open-ground, 4.5",
    "good, ground, 4.5",
    "bad, ground, 4.5",
    "open, ground, 4.5",
    "series-1, ground, 3",
    "series-2, ground, 3",
    "series-3, ground, 3",
    "series-4, ground, 3"
  })
  void what_is_written_stands_out_from_its_ground(String colour, String ground, double least) {
    assertThat(schemes()).hasSize(2);
    schemes()
        .forEach(
            (scheme, colours) ->
                assertThat(contrast(colours.get(colour), colours.get(ground)))
                    .as("%s on %s, scheme %d", colour, ground, scheme)
                    .isGreaterThanOrEqualTo(least));
  }

  private static Map<Integer, Map<String, String>> schemes() {
    Map<Integer, Map<String, String>> schemes = new HashMap<>();
    var roots = SCHEME.matcher(STYLE);
    while (roots.find()) {
      Map<String, String> colours = new HashMap<>();
      COLOUR
          .matcher(roots.group(1))
          .results()
          .forEach(found -> colours.put(found.group(1), found.group(2)));
      schemes.put(schemes.size(), colours);
    }
    return schemes;
  }

  private static double contrast(String one, String other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
  }

  private static double linear(String colour, int at) {
    double part = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
