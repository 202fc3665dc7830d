package io.chromarunbook.stack;

/**
 * The local stack cannot do what it was asked; the message is one sentence for the person who
 * asked.
 */
public sealed class StackException extends RuntimeException
    permits UnknownServerException, ForeignServerException {
  private static final long serialVersionUID = 1L;

  StackException(String message) {
    super(message);
  }

  StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
