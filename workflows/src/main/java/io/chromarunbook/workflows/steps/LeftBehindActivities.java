package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Finds what a rollback after the switch leaves at the target, and keeps it. */
@ActivityInterface(namePrefix = "LeftBehind")
public interface LeftBehindActivities {

  /**
   * Compares the target with what was migrated, from a position on, and keeps whole what is new,
   * changed or gone. A reading that begins at the start replaces an earlier one. A target that does
   * not answer for a quarter of a minute fails it with GAVE_UP, whatever the plan's patience,
   * because a person waits for the answer.
   */
  Progress read(RunReference run, Position from);

  /** Publishes the file of the reading and sums it up. A repeat finds the same. */
  LeftBehind sumUp(RunReference run);
}
