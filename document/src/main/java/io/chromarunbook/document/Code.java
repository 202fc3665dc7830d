package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

/** Something to be typed or looked up, within a line. */
public record Code(String text) implements Span {

  /** Anything of one line. */
  public Code {
    requireNonNull(text, "text is null");
  }
}
