package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A part with a heading; within another section its heading is a level lower.
 *
 * @param anchor by which it is linked to; once in a document
 */
public record Section(String anchor, String title, List<Block> blocks) implements Block {

  /** Some blocks under a title that may be any text. */
  public Section {
    Anchors.check(anchor);
    requireNonNull(title, "title is null");
    blocks = List.copyOf(blocks);
  }

  /** Of these blocks. */
  public static Section of(String anchor, String title, Block... blocks) {
    return new Section(anchor, title, List.of(blocks));
  }
}
