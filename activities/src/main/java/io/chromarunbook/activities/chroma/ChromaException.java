package io.chromarunbook.activities.chroma;

import java.time.Duration;
import java.util.Optional;

/** A server did not do what it was asked. The kind says what that means and what can be done. */
public class ChromaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, each with what a repeat of the same request can do. */
  public enum Kind {
    /** No connection, or it broke: the outcome of a write is unknown. */
    UNREACHABLE(true),
    /** 429 or 503: the server asks for patience. */
    OVERLOADED(true),
    /** 5xx, or an answer cut short or not readable: the outcome of a write is unknown. */
    BROKEN_ANSWER(true),
    /** 413: the body is larger than the server takes. */
    TOO_LARGE(false),
    /** 401 or 403. */
    FORBIDDEN(false),
    /** The collection, tenant or database is not there. */
    NOT_FOUND(false),
    /** The name is taken. */
    CONFLICT(false),
    /** The server answered that it is read-only. */
    READ_ONLY(false),
    /** Any other 4xx: this request will never be taken. */
    REFUSED(false);

    private final boolean transientFault;

    Kind(boolean transientFault) {
      this.transientFault = transientFault;
    }

    /** Whether the same request may succeed later. */
    public boolean transientFault() {
      return transientFault;
    }
  }

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;

  public ChromaException(Kind kind, String message, Throwable cause) {
    this(kind, message, Optional.empty(), cause);
  }

  public ChromaException(
      Kind kind, String message, Optional<Duration> retryAfter, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** How long the server asked to be left alone, where it said so. */
  public Optional<Duration> retryAfter() {
    return retryAfter == null ? Optional.empty() : retryAfter;
  }
}
