package io.chromarunbook.document;

import io.chromarunbook.workflows.text.Markdown;
import io.chromarunbook.workflows.text.Visible;
import java.util.List;

/** A line of Markdown of its spans. */
final class MarkdownLine {

  private final MarkdownAnchors anchors;

  MarkdownLine(MarkdownAnchors anchors) {
    this.anchors = anchors;
  }

  String of(List<Span> spans) {
    StringBuilder line = new StringBuilder();
    StringBuilder words = new StringBuilder();
    for (Span span : spans) {
      if (span instanceof Text text) {
        // What stands side by side is escaped as one: "1" and ". a" are a list only together.
        words.append(Visible.part(text.text()));
      } else {
        append(line, words(words));
        words.setLength(0);
        append(line, marked(span));
      }
    }
    append(line, words(words));
    return line.toString().strip();
  }

  /** Asterisks between a letter and a sign mark nothing: a space tells what they are. */
  private static void append(StringBuilder line, String next) {
    if (!line.isEmpty() && !next.isEmpty()) {
      String before = line.toString();
      boolean opens = next.startsWith("**") && inWord(before, before.length() - 1);
      boolean closes = before.endsWith("**") && inWord(next, 0);
      if ((opens && !inWord(next, 2)) || (closes && !inWord(before, before.length() - 3))) {
        line.append(' ');
      }
    }
    line.append(next);
  }

  private static boolean inWord(String text, int at) {
    return at >= 0 && at < text.length() && !isSign(text.charAt(at));
  }

  private static boolean isSign(char letter) {
    return !Character.isLetterOrDigit(letter) && !Character.isSurrogate(letter);
  }

  private static String words(StringBuilder words) {
    String text = words.toString();
    String plain = Markdown.plain(text);
    if (plain.isEmpty()) {
      return text.isEmpty() ? "" : " ";
    }
    // Right before a link it would make an image of it.
    String harmless = plain.endsWith("!") ? plain.substring(0, plain.length() - 1) + "\\!" : plain;
    return (text.startsWith(" ") ? " " : "") + harmless + (text.endsWith(" ") ? " " : "");
  }

  private String marked(Span span) {
    if (span instanceof Strong strong) {
      String plain = Markdown.plain(strong.text());
      return plain.isEmpty() ? "" : "**" + plain + "**";
    }
    if (span instanceof Code code) {
      return Markdown.code(code.text());
    }
    if (span instanceof Link link) {
      return "[%s](#%s)".formatted(Markdown.plain(link.text()), anchors.of(link.anchor()));
    }
    return span instanceof PageLink link
        ? "[%s](%s.md)".formatted(Markdown.plain(link.text()), link.page())
        : "";
  }
}
