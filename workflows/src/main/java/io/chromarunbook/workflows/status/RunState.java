package io.chromarunbook.workflows.status;

/** Where a run stands as a whole. */
public enum RunState {
  /** Machines are at work. */
  RUNNING,
  /** Notifier must answer, or T-0 is not there yet. */
  WAITING,
  /** Something does not hold and can be mended: people must decide. */
  HOLD,
  /** A person paused it. */
  PAUSED,
  /** Traffic is being moved over. */
  CUTTING_OVER,
  /** Moved over and watched. */
  MONITORING,
  /** What was done is being undone. */
  ROLLING_BACK,
  /** GO, moved over, watched, reported. */
  COMPLETED,
  /** Undone. */
  ROLLED_BACK,
  /** Ended before anything was changed. */
  STOPPED,
  /** Ended by a defect. */
  FAILED;

  /** Whether nothing more happens by itself. */
  public boolean ended() {
    return this == COMPLETED || this == ROLLED_BACK || this == STOPPED || this == FAILED;
  }
}
