package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

/**
 * Leads to a section of the same document.
 *
 * @param anchor the section's
 */
public record Link(String text, String anchor) implements Span {

  /** Any words, and an anchor, which must be one. */
  public Link {
    requireNonNull(text, "text is null");
    Anchors.check(anchor);
  }
}
