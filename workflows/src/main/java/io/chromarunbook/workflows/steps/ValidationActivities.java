package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Compares everything with everything. */
@ActivityInterface(namePrefix = "Validation")
public interface ValidationActivities {

  /** Compares target and snapshot from a position on, record by record. A repeat does it again. */
  Progress compareTarget(RunReference run, Position from);

  /**
   * Compares source and snapshot again from a position on. A difference means it was not frozen.
   */
  Progress compareSource(RunReference run, Position from);

  /** Both at the same time, from a position on. */
  Progress compareBoth(RunReference run, Position from);

  /** Asks both servers the same queries and compares with exact search, from a collection on. */
  Progress searchBoth(RunReference run, Position from);

  /**
   * Compares target and snapshot from a position on, and asks both servers the queries about each
   * collection that has been compared. The source must have nothing else to answer.
   */
  Progress compareTargetAndSearch(RunReference run, Position from);

  /**
   * Compares target and snapshot once more right before the switch, from a position on: counts and
   * ids of all records, and the content of a share of them spread over every part. What differs now
   * is in the next summing up.
   *
   * @param share of the records whose content is compared, above 0 and up to 1
   */
  Progress compareTargetAgain(RunReference run, double share, Position from);

  /** Runs what is left of the suite and sums up. */
  ValidationSummary concludeValidation(RunReference run);
}
