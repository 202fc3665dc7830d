package io.chromarunbook.stack;

/** The local stack uses a server that it did not start, and leaves alone. */
public final class ForeignServerException extends StackException {
  private static final long serialVersionUID = 1L;

  ForeignServerException(String message) {
    super(message);
  }
}
