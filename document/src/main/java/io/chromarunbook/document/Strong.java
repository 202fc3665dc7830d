package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

/** Words that must not be overlooked. */
public record Strong(String text) implements Span {

  /** Any words. */
  public Strong {
    requireNonNull(text, "text is null");
  }
}
