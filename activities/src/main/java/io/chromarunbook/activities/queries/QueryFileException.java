package io.chromarunbook.activities.queries;

/** A file of queries that cannot be used; the message says what is wrong and how to mend it. */
public final class QueryFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueryFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
