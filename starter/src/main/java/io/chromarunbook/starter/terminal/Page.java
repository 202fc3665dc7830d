package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lines of a status, each with a label before it: broken between words, and none too long. */
final class Page {

  private static final int LABEL = 11;

  private final StatusContext context;
  private final int tightness;
  private final List<String> lines = new ArrayList<>();

  Page(StatusContext context) {
    this(context, 0);
  }

  /**
   * An empty page.
   *
   * @param tightness how many rows less than usual what may be shortened gets
   */
  Page(StatusContext context, int tightness) {
    this.context = context;
    this.tightness = tightness;
  }

  /** Of things of which a low screen shows only some, how many. */
  int most(int usual) {
    return context.bounded() ? Math.max(1, usual - tightness) : Integer.MAX_VALUE;
  }

  StatusContext context() {
    return context;
  }

  Paint paint() {
    return context.paint();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Lines that were made elsewhere. */
  void add(List<String> made) {
    lines.addAll(made);
  }

  /** Words as they come. */
  void say(String label, String text) {
    say(label, text, UnaryOperator.identity());
  }

  /** Words in a colour. */
  void say(String label, String text, UnaryOperator<String> painted) {
    wrapped(label, text).forEach(line -> lines.add(painted.apply(line)));
  }

  /**
   * Words of which a screen that has few rows gets the beginning.
   *
   * @param rows that they may take there
   */
  void sayBriefly(String label, String text, int rows, UnaryOperator<String> painted) {
    WrappedText.shortened(wrapped(label, text), most(rows), context.columns())
        .forEach(line -> lines.add(painted.apply(line)));
  }

  /** A command that a shell reads as it stands here. */
  void command(String label, String command) {
    WrappedText.ofCommand(padded(label), command, context.columns())
        .forEach(line -> lines.add(paint().accent(line)));
  }

  /** Words that stay together, each in its colour; broken between them. */
  void together(List<Segment> segments) {
    StringBuilder line = new StringBuilder();
    int width = 0;
    for (Segment segment : segments) {
      if (width > 0 && width + 1 + segment.text().length() > context.columns()) {
        lines.add(line.toString());
        line = new StringBuilder("  ");
        width = 2;
      } else if (width > 0) {
        line.append(' ');
        width++;
      }
      line.append(segment.painted().apply(segment.text()));
      width += segment.text().length();
    }
    lines.add(line.toString());
  }

  /** Some words in a colour. */
  record Segment(String text, UnaryOperator<String> painted) {

    Segment {
      text = Printable.of(text);
    }

    static Segment plain(String text) {
      return new Segment(text, UnaryOperator.identity());
    }
  }

  /** How many columns are left beside a label. */
  int room() {
    return context.columns() - LABEL;
  }

  private List<String> wrapped(String label, String text) {
    return WrappedText.of(padded(label), Printable.of(text), context.columns());
  }

  private static String padded(String label) {
    return label + " ".repeat(Math.max(1, LABEL - label.length()));
  }
}
