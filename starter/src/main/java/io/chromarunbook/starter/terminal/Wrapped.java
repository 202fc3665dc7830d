package io.chromarunbook.starter.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text broken between words, so that no screen breaks it within one, nor within a command. */
final class Wrapped {

  private Wrapped() {}

  /**
   * Lines of at most so many columns where words allow it.
   *
   * @param mark before the first line; the others are indented as far
   */
  static List<String> text(String mark, String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(mark);
    boolean empty = true;
    for (String word : words(text)) {
      if (!empty && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(mark.length()));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }

  /** A command of ours keeps its first argument, or nobody could copy it. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      int last = words.size() - 1;
      if (last >= 0 && words.get(last).endsWith("./runbook")) {
        words.set(last, words.get(last) + " " + word);
      } else {
        words.add(word);
      }
    }
    return words;
  }
}
