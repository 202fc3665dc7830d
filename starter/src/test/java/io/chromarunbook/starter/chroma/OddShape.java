package io.chromarunbook.starter.chroma;

import io.chromarunbook.chroma.releases.RealServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One line of a table of odd values.
 *
 * @param collection in which it lies; its own name where it is one
 * @param becomes what becomes of it, by line of releases or for all
 * @param body the request that makes it
 */
record OddShape(String what, String collection, String becomes, String body) {
  private static final Pattern LETTERS = Pattern.compile("\\{x\\*(\\d+)}");
  private static final Pattern KEYS = Pattern.compile("\\{keys\\*(\\d+)}");
  private static final Pattern NUMBERS = Pattern.compile("\\{numbers\\*(\\d+)}");

  /** What can become of it. */
  enum Fate {
    /** It is at the target as the source has it. */
    EQUAL,
    /** It is in quarantine, with its id and a reason. */
    NAMED,
    /** The source itself does not take it. */
    REFUSED
  }

  static List<OddShape> records() {
    return lines("records.txt").map(line -> of(line.split(" \\| ", 4))).toList();
  }

  static List<OddShape> collections() {
    return lines("collections.txt")
        .map(line -> line.split(" \\| ", 3))
        .map(cells -> of(new String[] {cells[0], "", cells[1], cells[2]}))
        .toList();
  }

  private static java.util.stream.Stream<String> lines(String name) {
    try (InputStream in = OddShape.class.getResourceAsStream("/odd/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OddShape of(String[] cells) {
    String body = LETTERS.matcher(cells[3]).replaceAll(n -> "x".repeat(number(n.group(1))));
    body = KEYS.matcher(body).replaceAll(n -> listed(number(n.group(1)), "\"key%1$d\":%1$d"));
    body = NUMBERS.matcher(body).replaceAll(n -> listed(number(n.group(1)), "%d.5"));
    return new OddShape(cells[0], cells[1], cells[2], body);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static String listed(int count, String format) {
    return IntStream.range(0, count)
        .mapToObj(number -> format.formatted(number))
        .collect(Collectors.joining(","));
  }

  Fate fate(RealServer source) {
    String line = source.release().line();
    return Arrays.stream(becomes.split(", ", -1))
        .map(each -> each.split(" ", 2))
        .filter(words -> words.length == 1 || words[0].equals(line))
        .map(words -> Fate.valueOf(words[words.length - 1].toUpperCase(java.util.Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(what + " says nothing of " + line));
  }

  String id() {
    try {
      return RawChroma.JSON.readTree(body).get("ids").get(0).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    try {
      return RawChroma.JSON.readTree(body).get("name").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
