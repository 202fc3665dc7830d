package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Looks at both servers. */
@ActivityInterface(namePrefix = "Health")
public interface HealthActivities {

  /** Asks both servers for API, version, credentials and clock. Changes nothing. */
  HealthReport health(RunReference run);
}
