package io.chromarunbook.document;

import java.util.List;

/** A paragraph. */
public record Paragraph(List<Span> spans) implements Block {

  /** Of these spans, in their order. */
  public Paragraph {
    spans = List.copyOf(spans);
  }

  /** Of these spans. */
  public static Paragraph of(Span... spans) {
    return new Paragraph(List.of(spans));
  }

  /** Of words alone. */
  public static Paragraph of(String text) {
    return of(new Text(text));
  }
}
