package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width: broken between words, and a command so that a shell still reads it. */
public final class WrappedText {

  private static final String CONTINUED = " \\";

  private WrappedText() {}

  /**
   * Words in lines.
   *
   * @param first what the first line begins with; the others are indented as far
   * @param width of a line; a single word that is longer stands alone
   */
  public static List<String> of(String first, String text, int width) {
    return wrapped(first, " ".repeat(first.length()), text, width, "");
  }

  /** A command in lines that a shell reads as one. */
  public static List<String> ofCommand(String first, String command, int width) {
    return wrapped(first, " ".repeat(first.length() + 2), command, width, CONTINUED);
  }

  private static List<String> wrapped(
      String first, String indent, String text, int width, String continued) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words(text, continued)) {
      boolean fits = line.length() + 1 + word.length() + continued.length() <= width;
      if (!empty && !fits) {
        lines.add(line + continued);
        line = new StringBuilder(indent);
        empty = true;
      }
      if (!empty) {
        line.append(' ');
      }
      line.append(word);
      empty = false;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** Within quotes a command is not broken: the shell would read the break. */
  private static List<String> words(String text, String continued) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character == '\'' && !continued.isEmpty()) {
        quoted = !quoted;
      }
      if (character == ' ' && !quoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(character);
      }
    }
    words.add(word.toString());
    return continued.isEmpty() ? commandsWhole(words) : words;
  }

  /** Within a sentence a command of ours keeps its verb, or nobody could copy it. */
  private static List<String> commandsWhole(List<String> words) {
    List<String> whole = new ArrayList<>();
    for (String word : words) {
      int last = whole.size() - 1;
      if (last >= 0 && whole.get(last).endsWith(RunbookCommand.PROGRAM)) {
        whole.set(last, whole.get(last) + " " + word);
      } else {
        whole.add(word);
      }
    }
    return whole;
  }
}
