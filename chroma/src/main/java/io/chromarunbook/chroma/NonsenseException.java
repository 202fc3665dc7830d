package io.chromarunbook.chroma;

/**
 * A whole answer came that is not what was asked for. Whether the same question would be answered
 * better is for whoever asks to find out: another service may stand there.
 */
final class NonsenseException extends ChromaException {
  private static final long serialVersionUID = 1L;

  NonsenseException(String message, Throwable cause) {
    super(Kind.BROKEN_ANSWER, message, cause);
  }
}
