package io.chromarunbook.workflows.status;

import java.time.Instant;

/**
 * How far the step under way is; rate and ETA are null where nothing can be said.
 *
 * @param movedAt when the last record was moved; null before the first
 * @param nextMoveBy when the next one should have been moved, as it went so far
 */
public record ProgressLine(
    Step step,
    long recordsDone,
    long recordsTotal,
    Double recordsPerSecond,
    Double etaSeconds,
    Instant movedAt,
    Instant nextMoveBy) {

  /** The same at another moment: where nothing moves, neither rate nor ETA is true any more. */
  public ProgressLine at(Instant now) {
    return nextMoveBy == null || now.isAfter(nextMoveBy)
        ? new ProgressLine(step, recordsDone, recordsTotal, null, null, movedAt, nextMoveBy)
        : this;
  }
}
