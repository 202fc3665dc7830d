package io.chromarunbook.workflows.steps;

import java.util.List;

/**
 * Directories that are served.
 *
 * @param text which and where, in a sentence
 * @param mended what was put right in the copy of the source, each in a sentence
 */
public record ServedSides(String text, List<String> mended) {

  /** Copies what it is given. */
  public ServedSides {
    mended = List.copyOf(mended);
  }
}
