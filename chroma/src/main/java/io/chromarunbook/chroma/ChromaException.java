package io.chromarunbook.chroma;

import java.time.Duration;
import java.util.Optional;

/** A server did not do what it was asked. The kind says what that means and what can be done. */
public class ChromaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is known of a request that was not answered as it should be. */
  public enum Outcome {
    /** It was not done, and never will be. */
    PERMANENT,
    /** It was not done, and may be later. */
    TRANSIENT,
    /** It may have been done: for a write only reading back can tell. */
    UNKNOWN
  }

  /** What went wrong, each with what is known of the outcome. */
  public enum Kind {
    /** No connection, or it broke: the outcome of a write is unknown. */
    UNREACHABLE(Outcome.UNKNOWN),
    /** 429 or 503: the server asks for patience. */
    OVERLOADED(Outcome.TRANSIENT),
    /** 5xx, or an answer cut short or not readable: the outcome of a write is unknown. */
    BROKEN_ANSWER(Outcome.UNKNOWN),
    /** 413: the body is larger than the server takes. */
    TOO_LARGE(Outcome.PERMANENT),
    /** 401 or 403. */
    FORBIDDEN(Outcome.PERMANENT),
    /** The collection, tenant or database is not there. */
    NOT_FOUND(Outcome.PERMANENT),
    /** The name is taken. */
    CONFLICT(Outcome.PERMANENT),
    /** The server answered that it is read-only. */
    READ_ONLY(Outcome.PERMANENT),
    /** Any other 4xx: this request will never be taken. */
    REFUSED(Outcome.PERMANENT);

    private final Outcome outcome;

    Kind(Outcome outcome) {
      this.outcome = outcome;
    }

    /** What is known of the request that failed so. */
    public Outcome outcome() {
      return outcome;
    }

    /** Whether the same request may succeed later. */
    public boolean transientFault() {
      return outcome != Outcome.PERMANENT;
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

  /** What happened, for somebody who knows which server it is about; without a full stop. */
  public String brief() {
    String message = String.valueOf(getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  /** Whether other credentials would be let through. */
  public boolean refusesCredentials() {
    return kind == Kind.FORBIDDEN;
  }

  /** How long the server asked to be left alone, where it said so. */
  public Optional<Duration> retryAfter() {
    return retryAfter == null ? Optional.empty() : retryAfter;
  }
}
