package io.chromarunbook.starter.connection;

/** A run that somebody follows was closed by Temporal in the middle of what it did. */
public final class RunBrokenOff extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RunStanding.BrokenOff standing;

  RunBrokenOff(RunStanding.BrokenOff standing) {
    super(standing.id() + " is " + standing.run().execution());
    this.standing = standing;
  }

  /** What there is of it. */
  public RunStanding.BrokenOff standing() {
    return standing;
  }
}
