package io.chromarunbook.chroma;

/** An answer went on beyond what is read of one; fewer records at a time may fit. */
final class TooMuchException extends ChromaException {
  private static final long serialVersionUID = 1L;

  TooMuchException(String message, Throwable cause) {
    super(Kind.BROKEN_ANSWER, message, cause);
  }
}
