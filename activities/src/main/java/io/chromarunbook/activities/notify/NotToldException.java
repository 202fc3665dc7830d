package io.chromarunbook.activities.notify;

/**
 * A notice did not get through one way. Carries no cause: the messages of an HTTP client show the
 * URL, which may hold a token.
 */
final class NotToldException extends Exception {
  private static final long serialVersionUID = 1L;

  NotToldException(String message) {
    super(message);
  }
}
