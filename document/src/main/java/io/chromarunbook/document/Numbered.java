package io.chromarunbook.document;

import java.util.List;

/** Items one after the other. */
public record Numbered(List<Item> items) implements Block {

  /** Of these items. */
  public Numbered {
    items = List.copyOf(items);
  }

  /** Of these items. */
  public static Numbered of(Item... items) {
    return new Numbered(List.of(items));
  }
}
