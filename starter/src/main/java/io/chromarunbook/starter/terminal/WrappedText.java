package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in lines of a width: broken between words, and a command so that a shell still reads it. */
public final class WrappedText {

  private static final String CONTINUED = " \\";
  private static final String CUT = " …";

  /** What a line begins with: spaces, then perhaps a mark of one character that is no word. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?<first>(?:CODE| )*(?:[^\\p{Alnum}\\s'\"(/.\u001b]+(?:CODE)* +)?)(?<rest>.*)"
              .replace("CODE", Paint.CODE.pattern()),
          Pattern.DOTALL);

  private WrappedText() {}

  /**
   * Words in lines.
   *
   * @param first what the first line begins with; the others are indented as far
   * @param width of a line; a single word that is longer stands alone
   */
  public static List<String> of(String first, String text, int width) {
    return wrapped(first, " ".repeat(Paint.width(first)), text, width, "");
  }

  /**
   * A line as it stands, in rows no wider than this; what goes on below is indented like it, past
   * its mark. A command is broken so that a shell still reads it.
   */
  static List<String> ofLine(String line, int width) {
    if (Paint.width(line) <= width) {
      return List.of(line);
    }
    Matcher parts = LINE.matcher(line);
    parts.matches();
    String first = parts.group("first");
    String rest = parts.group("rest");
    return Paint.CODE.matcher(rest).replaceAll("").startsWith(RunbookCommand.PROGRAM + " ")
        ? ofCommand(first, rest, width)
        : of(first, rest, width);
  }

  /** A command in lines that a shell reads as one. */
  public static List<String> ofCommand(String first, String command, int width) {
    return wrapped(first, " ".repeat(Paint.width(first) + 2), command, width, CONTINUED);
  }

  /**
   * The first of these lines, the last of them ending where there was more.
   *
   * @param rows how many there may be
   */
  static List<String> shortened(List<String> lines, int rows, int width) {
    if (lines.size() <= rows) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, rows));
    String last = first.get(rows - 1);
    while (last.length() + CUT.length() > width && last.strip().contains(" ")) {
      last = last.substring(0, last.lastIndexOf(' '));
    }
    first.set(rows - 1, last.stripTrailing() + CUT);
    return first;
  }

  private static List<String> wrapped(
      String first, String indent, String text, int width, String continued) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words(text, continued)) {
      boolean fits = Paint.width(line) + 1 + Paint.width(word) + continued.length() <= width;
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
    return continued.isEmpty() ? commandsWhole(words) : optionsWhole(words);
  }

  /** An option keeps what it is given, or a reader takes it for a word of its own. */
  private static List<String> optionsWhole(List<String> words) {
    List<String> whole = new ArrayList<>();
    for (String word : words) {
      int last = whole.size() - 1;
      boolean given = last >= 0 && whole.get(last).matches("--[a-z-]+") && !word.startsWith("--");
      if (given) {
        whole.set(last, whole.get(last) + " " + word);
      } else {
        whole.add(word);
      }
    }
    return whole;
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
