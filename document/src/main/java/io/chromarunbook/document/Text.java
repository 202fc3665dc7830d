package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

/** Words as they are. */
public record Text(String text) implements Span {

  /** Any words; none at all are an empty text. */
  public Text {
    requireNonNull(text, "text is null");
  }
}
