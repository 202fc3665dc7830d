package io.chromarunbook.starter.connection;

/** A run that somebody follows was closed by Temporal in the middle of what it did. */
public final class RunBrokenOff extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Standing.BrokenOff standing;

  RunBrokenOff(Standing.BrokenOff standing) {
    super(standing.id() + " is " + standing.run().execution());
    this.standing = standing;
  }

  /** What there is of it. */
  public Standing.BrokenOff standing() {
    return standing;
  }
}
