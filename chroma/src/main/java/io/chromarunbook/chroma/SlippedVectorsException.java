package io.chromarunbook.chroma;

/**
 * A 0.x server stumbled over a record without an embedding. Once vectors have left its buffer for
 * the index, it counts such a record when it sorts the vectors of a page and runs past the end of
 * its own list, so that the whole page is answered with 500. Each record alone can be read.
 */
final class SlippedVectorsException extends ChromaException {
  private static final long serialVersionUID = 1L;

  SlippedVectorsException(String message) {
    super(Kind.BROKEN_ANSWER, message, null);
  }
}
