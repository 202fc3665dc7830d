package io.chromarunbook.chroma;

/**
 * A write was answered with 403: by a server that is read-only, or by one whose credentials may not
 * write, or no more.
 */
final class WriteForbiddenException extends ChromaException {
  private static final long serialVersionUID = 1L;

  WriteForbiddenException(String message) {
    super(Kind.READ_ONLY, message, null);
  }

  @Override
  public boolean refusesCredentials() {
    return true;
  }
}
