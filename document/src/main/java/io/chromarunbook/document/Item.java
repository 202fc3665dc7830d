package io.chromarunbook.document;

import java.util.List;

/** One item of a list. */
public record Item(List<Block> blocks) {

  /** Of these blocks, one under the other. */
  public Item {
    blocks = List.copyOf(blocks);
  }

  /** Of these blocks. */
  public static Item of(Block... blocks) {
    return new Item(List.of(blocks));
  }

  /** Of one line. */
  public static Item of(Span... spans) {
    return of(Paragraph.of(spans));
  }

  /** Of words alone. */
  public static Item of(String text) {
    return of(Paragraph.of(text));
  }
}
