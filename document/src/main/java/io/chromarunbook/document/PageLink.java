package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

/**
 * Leads to another document in the same folder, written in the same form.
 *
 * @param page its file's name without the ending, like {@code commands}
 */
public record PageLink(String text, String page) implements Span {

  /** Any words, and a name, which must be one. */
  public PageLink {
    requireNonNull(text, "text is null");
    Anchors.check(page);
  }
}
