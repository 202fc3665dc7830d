package io.chromarunbook.stack;

/** The local stack has no server of this name. */
public final class UnknownServerException extends StackException {
  private static final long serialVersionUID = 1L;

  UnknownServerException(String message) {
    super(message);
  }
}
