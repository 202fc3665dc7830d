package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Puts every record of the frozen source on disk. */
@ActivityInterface(namePrefix = "Snapshot")
public interface SnapshotActivities {

  /**
   * Exports parts from a position on, for half a minute or so. A repeat keeps the parts that are
   * complete and have the digest they were written with, and goes on after them.
   */
  Progress exportRecords(RunReference run, Position from);

  /** Writes the manifest, last of all files. A repeat writes the same. */
  SnapshotSummary seal(RunReference run);

  /** Reads parts again from a position on and compares them with the manifest. */
  Progress verifySnapshot(RunReference run, Position from);
}
