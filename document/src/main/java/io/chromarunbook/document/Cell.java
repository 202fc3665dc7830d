package io.chromarunbook.document;

import java.util.List;

/** A cell of a table. */
public record Cell(List<Span> spans) {

  /** Of these spans, in one line. */
  public Cell {
    spans = List.copyOf(spans);
  }

  /** Of these spans. */
  public static Cell of(Span... spans) {
    return new Cell(List.of(spans));
  }

  /** Of words alone. */
  public static Cell of(String text) {
    return of(new Text(text));
  }
}
