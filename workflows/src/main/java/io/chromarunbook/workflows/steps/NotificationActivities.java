package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Tells people. */
@ActivityInterface(namePrefix = "Notification")
public interface NotificationActivities {

  /** Sends a notice every way the plan names. Tells twice rather than not at all. */
  void tell(RunReference run, Notice notice);
}
