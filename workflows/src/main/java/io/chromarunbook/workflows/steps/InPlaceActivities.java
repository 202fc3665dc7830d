package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** The road on which a copy of the source's directory becomes the target's. */
@ActivityInterface(namePrefix = "InPlace")
public interface InPlaceActivities {

  /**
   * Tries it on a copy of its own, and leaves nothing behind but what was found, which counts as
   * long as the source is as it was.
   */
  InPlaceTrial rehearse(RunReference run);

  /**
   * Takes it where nothing speaks against it; what was not tried on the source as it is now is
   * tried first. A repeat finds what was taken.
   */
  InPlaceReport take(RunReference run);

  /** Gives the road up: the target is empty again, and what was taken is forgotten. */
  void giveUp(RunReference run);
}
