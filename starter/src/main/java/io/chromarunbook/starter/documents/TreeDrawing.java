package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Svg;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a tree of questions from top to bottom: each question a box with its lines, its exit to the
 * right, and below it where it goes on.
 */
final class TreeDrawing {

  /** How a box is coloured; what it means is said in its words besides. */
  enum Tone {
    PLAIN("shape"),
    GOOD("good"),
    BAD("bad"),
    OPEN("open");

    private final String style;

    Tone(String style) {
      this.style = style;
    }
  }

  private static final int WIDTH = 640;
  private static final int MAIN = 430;
  private static final int SIDE_AT = 496;
  private static final int SIDE = 140;
  private static final int LINE = 17;
  private static final int EDGE = 10;
  private static final int GAP = 30;
  private static final int LETTERS = 62;
  private static final int SIDE_LETTERS = 17;

  private final StringBuilder markup = new StringBuilder();
  // Of the last box in the column, and where the next one has room.
  private int top;
  private int end;
  private int bottom = 1;

  /** A box in the column, below the last one. */
  void box(Tone tone, String title, List<String> lines) {
    arrowDown("");
    draw(tone, title, lines);
  }

  /** A box that is reached by this answer to the question above it. */
  void box(String answer, Tone tone, String title, List<String> lines) {
    arrowDown(answer);
    draw(tone, title, lines);
  }

  private void draw(Tone tone, String title, List<String> lines) {
    List<String> wrapped = new ArrayList<>();
    // One line has no need to be told from others.
    String mark = lines.size() > 1 ? "• " : "";
    lines.forEach(line -> wrapped.addAll(wrapped(mark + line, LETTERS)));
    int height = (1 + wrapped.size()) * LINE + EDGE;
    rectangle(tone, 1, bottom, MAIN, height);
    words(1 + EDGE, bottom + LINE, title, "bold");
    for (int at = 0; at < wrapped.size(); at++) {
      words(1 + EDGE, bottom + (at + 2) * LINE, wrapped.get(at), "normal");
    }
    top = bottom;
    end = bottom + height;
    bottom = end;
  }

  /** Where the last box leads by this answer, to its right. */
  void exit(String answer, Tone tone, String title, List<String> lines) {
    List<String> wrapped = new ArrayList<>();
    lines.forEach(line -> wrapped.addAll(wrapped(line, SIDE_LETTERS)));
    int height = (1 + wrapped.size()) * LINE + EDGE;
    rectangle(tone, SIDE_AT, top, SIDE, height);
    words(SIDE_AT + EDGE, top + LINE, title, "bold");
    for (int at = 0; at < wrapped.size(); at++) {
      words(SIDE_AT + EDGE, top + (at + 2) * LINE, wrapped.get(at), "normal");
    }
    int y = top + LINE;
    markup.append(
        "<path class=\"arrow\" d=\"M%d %d H%d\"/><path class=\"tip\" d=\"M%d %d l-8 -4 v8 z\"/>"
            .formatted(MAIN + 1, y, SIDE_AT - 2, SIDE_AT - 1, y));
    words(MAIN + 6, y - 5, answer, "normal");
    // The next box in the column begins below both.
    bottom = Math.max(bottom, top + height);
  }

  private void arrowDown(String answer) {
    if (end == 0) {
      return;
    }
    markup.append(
        "<path class=\"arrow\" d=\"M%d %d V%d\"/><path class=\"tip\" d=\"M%d %d l-4 -8 h8 z\"/>"
            .formatted(MAIN / 2, end, bottom + GAP - 2, MAIN / 2, bottom + GAP - 1));
    if (!answer.isEmpty()) {
      words(MAIN / 2 + 8, bottom + GAP / 2 + 5, answer, "normal");
    }
    bottom += GAP;
  }

  private void rectangle(Tone tone, int x, int y, int width, int height) {
    markup.append(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
            .formatted(tone.style, x, y, width, height));
  }

  private void words(int x, int y, String text, String weight) {
    markup.append(
        "<text x=\"%d\" y=\"%d\" font-size=\"12\" font-weight=\"%s\">%s</text>"
            .formatted(x, y, weight, escaped(text)));
  }

  /** In lines of so many letters, broken between words. */
  static List<String> wrapped(String text, int letters) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > letters) {
        lines.add(line.toString());
        line.setLength(0);
        line.append("  ");
      } else if (line.length() > 0) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  Svg drawing() {
    return Svg.of(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%s</svg>"
            .formatted(WIDTH, bottom + 2, WIDTH, bottom + 2, markup));
  }
}
