package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Proves, while nothing has been changed, that the snapshot can be restored. */
@ActivityInterface(namePrefix = "Restore")
public interface RestoreActivities {

  /**
   * Restores records of the snapshot from a position on into scratch collections at the target,
   * reads them back, compares them and removes the collections, for half a minute or so. A repeat
   * first removes what an earlier attempt left.
   */
  Progress intoScratch(RunReference run, Position from);

  /** Removes what a rehearsal that was broken off left at the target, and says how many. */
  int removeScratch(RunReference run);

  /** Adds up what the restored records showed. */
  RestoreRehearsal sumUp(RunReference run);
}
