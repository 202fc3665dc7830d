package io.chromarunbook.activities.frontdoor;

/** A gate that does not do what it is told. */
public final class GateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Kind {
    /** It does not answer, or with nothing that a gate says. */
    SILENT,
    /** It does not take this token. */
    UNKNOWN_TOKEN,
    /** It does not understand the order, in its own words. */
    MISUNDERSTOOD,
    /** It refuses, in its own words. */
    REFUSED
  }

  private final Kind kind;

  GateException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why not. */
  public Kind kind() {
    return kind;
  }
}
