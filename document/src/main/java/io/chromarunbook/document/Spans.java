package io.chromarunbook.document;

/** Short names for stretches of a line, to be imported where sentences are written. */
public final class Spans {

  private Spans() {}

  /** Words as they are. */
  public static Span text(String text) {
    return new Text(text);
  }

  /** Words that must not be overlooked. */
  public static Span strong(String text) {
    return new Strong(text);
  }

  /** Something to be typed or looked up. */
  public static Span code(String text) {
    return new Code(text);
  }

  /** Words that lead to a section of the same document. */
  public static Span link(String text, String anchor) {
    return new Link(text, anchor);
  }
}
