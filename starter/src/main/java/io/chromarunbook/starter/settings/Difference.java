package io.chromarunbook.starter.settings;

import io.chromarunbook.workflows.text.Printable;
import io.chromarunbook.workflows.text.ShellWords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Where two contents of a file differ, without saying what is there: it may be a secret. */
final class Difference {

  private Difference() {}

  static String between(byte[] before, byte[] now) {
    List<String> one = lines(before);
    List<String> other = lines(now);
    int most = Math.max(one.size(), other.size());
    int first = 0;
    while (first < most
        && first < one.size()
        && first < other.size()
        && one.get(first).equals(other.get(first))) {
      first++;
    }
    return "from line %d on, %d lines where %d were before"
        .formatted(first + 1, other.size(), one.size());
  }

  /** A path as it is typed. */
  static String word(Path path) {
    return ShellWords.quoted(List.of(Printable.of(path.toString())));
  }

  private static List<String> lines(byte[] content) {
    // Any bytes are text in this one.
    return new String(content, StandardCharsets.ISO_8859_1).lines().toList();
  }
}
