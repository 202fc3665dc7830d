package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A drawing.
 *
 * @param text what it shows, for who does not see it
 * @param inWords the same as a table or as sentences: folded below the drawing in HTML, in its
 *     place in Markdown; none where a table beside it says the same already
 */
public record Figure(String title, String text, Svg drawing, List<Block> inWords) implements Block {

  /** Any words. */
  public Figure {
    requireNonNull(title, "title is null");
    requireNonNull(text, "text is null");
    requireNonNull(drawing, "drawing is null");
    inWords = List.copyOf(inWords);
  }
}
