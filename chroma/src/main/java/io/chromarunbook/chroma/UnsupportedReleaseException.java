package io.chromarunbook.chroma;

/** A server is of a release too old for what is asked of it; another plan or an upgrade helps. */
public final class UnsupportedReleaseException extends ChromaException {
  private static final long serialVersionUID = 1L;

  UnsupportedReleaseException(String message) {
    super(Kind.REFUSED, message, null);
  }
}
