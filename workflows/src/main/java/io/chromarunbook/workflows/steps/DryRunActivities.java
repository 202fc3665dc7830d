package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Does everything but migrate, on the live source. */
@ActivityInterface(namePrefix = "DryRun")
public interface DryRunActivities {

  /**
   * Streams, transforms and checks the live source's records from a position on, for half a minute
   * or so. Stores only its own results. A repeat does the slice again.
   */
  Progress rehearse(RunReference run, Position from);

  /**
   * Writes a scratch collection at the target, reads it back and removes it, then sums up. A repeat
   * removes what an earlier attempt left.
   */
  DryRunSummary concludeDryRun(RunReference run);
}
