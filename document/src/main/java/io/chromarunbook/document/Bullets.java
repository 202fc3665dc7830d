package io.chromarunbook.document;

import java.util.List;

/** Items in no order. */
public record Bullets(List<Item> items) implements Block {

  /** Of these items. */
  public Bullets {
    items = List.copyOf(items);
  }

  /** Of these items. */
  public static Bullets of(Item... items) {
    return new Bullets(List.of(items));
  }
}
