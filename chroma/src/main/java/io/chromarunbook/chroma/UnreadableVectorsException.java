package io.chromarunbook.chroma;

/**
 * A server has lost embeddings of what it was asked for, and will never give them: its index is
 * damaged, while ids, documents and metadata are whole.
 */
final class UnreadableVectorsException extends ChromaException {
  private static final long serialVersionUID = 1L;

  private final String said;

  /**
   * @param said by the server, in one line
   */
  UnreadableVectorsException(String message, String said) {
    super(Kind.REFUSED, message, null);
    this.said = said;
  }

  String said() {
    return said;
  }
}
