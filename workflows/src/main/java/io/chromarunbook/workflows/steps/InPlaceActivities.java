package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** The road on which a copy of the source's directory becomes the target's. */
@ActivityInterface(namePrefix = "InPlace")
public interface InPlaceActivities {

  /**
   * Tries it on a copy of its own, and takes it where nothing speaks against it. A repeat finds
   * what was taken, or tries again.
   */
  InPlaceReport take(RunReference run);

  /** Gives the road up: the target is empty again, and what was taken is forgotten. */
  void giveUp(RunReference run);
}
