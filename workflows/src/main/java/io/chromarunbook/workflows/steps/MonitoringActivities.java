package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Looks at both servers after the cutover. */
@ActivityInterface(namePrefix = "Monitoring")
public interface MonitoringActivities {

  /** Writes down what later probes compare with. */
  ProbeResult baseline(RunReference run);

  /** One look. Never fails because a server does: that is a bad probe. */
  ProbeResult probe(RunReference run, int number);

  /**
   * Compares the content of migrated records at the target with what was migrated, from a position
   * on: a part at least, and no longer than half a minute.
   */
  Progress compareMigrated(RunReference run, Position from);

  /** Sums up what was compared since the switch. */
  MigratedContent sumUpMigrated(RunReference run);
}
