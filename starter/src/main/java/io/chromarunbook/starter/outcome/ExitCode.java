package io.chromarunbook.starter.outcome;

/** What scripts read. Stable: extend, do not change. */
public final class ExitCode {

  /** Done; of a migration: GO and cut over. */
  public static final int DONE = 0;

  /** A migration ended in NO-GO, rolled back, stopped, aborted or failed. */
  public static final int ENDED_OTHERWISE = 1;

  /** Wrong usage, plan or name. */
  public static final int USAGE = 2;

  /** A server cannot be reached. */
  public static final int UNREACHABLE = 3;

  /** Refused: gate closed, wrong role, stale or missing evidence, used id, target not empty. */
  public static final int REFUSED = 4;

  /** Data are not what they must be: corrupt snapshot, failed check. */
  public static final int DATA = 5;

  /** A defect of ours. */
  public static final int DEFECT = 70;

  private ExitCode() {}
}
