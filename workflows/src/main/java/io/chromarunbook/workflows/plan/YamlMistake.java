package io.chromarunbook.workflows.plan;

import io.chromarunbook.workflows.text.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody did who wrote no YAML, by what the reader of YAML says of it.
 *
 * @param remedy how to mend it
 */
record YamlMistake(String found, String remedy) {

  private static final Pattern NO_BEGINNING =
      Pattern.compile("found character '?(.+?)'? that cannot start any token.*", Pattern.DOTALL);

  private static final String AS_TEXT = "put the text in quotes";

  /** The mistake. */
  static YamlMistake of(String problem) {
    Matcher beginning = NO_BEGINNING.matcher(problem);
    if (problem.contains("TAB")) {
      return new YamlMistake(
          "a tab is there, and YAML is indented by spaces alone", "write spaces instead");
    }
    if (beginning.matches()) {
      return new YamlMistake("no value begins with '" + beginning.group(1) + "'", AS_TEXT);
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return new YamlMistake(
          "a ':' is there where no key can end",
          "mend the indentation, or put a text that has one in quotes");
    }
    if (problem.startsWith("could not find expected ':'")) {
      return new YamlMistake("a key without its ':' is before this", "write key: value");
    }
    if (problem.startsWith("expected ',' or")) {
      return new YamlMistake(
          "a list or mapping in brackets is not closed before this", "write its ']' or '}'");
    }
    if (problem.contains("unexpected end of stream")) {
      return new YamlMistake(
          "the file ends within something", "close what is open: '\"', ']', '}'");
    }
    if (problem.startsWith("expected <block end>")) {
      return new YamlMistake(
          "the indentation is not that of what stands above it", "indent it as its neighbours are");
    }
    return new YamlMistake(
        "the plan is no YAML there", "the reader says: " + Printable.of(problem));
  }
}
