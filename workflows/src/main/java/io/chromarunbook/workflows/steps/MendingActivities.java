package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/**
 * Mends what is at the target record by record, within the quarantine the plan allows. Works
 * through the parts from a position on, for some time; a repeat finds done what was done.
 */
@ActivityInterface(namePrefix = "Mending")
public interface MendingActivities {

  /**
   * Brings in again exactly the records validation found different or missing, and compares their
   * parts again. Ids the snapshot does not have are left alone.
   *
   * @param collection the source's name of the only one to be repaired; null for all
   */
  Progress repair(RunReference run, String collection, Position from);

  /**
   * Sends exactly the quarantined records of imported parts through the plan's transform again:
   * those that pass now leave the quarantine, the others stay there with their new reason.
   *
   * @param collection the source's name of the only one to be replayed; null for all
   */
  Progress replay(RunReference run, String collection, Position from);
}
