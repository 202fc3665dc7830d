package io.chromarunbook.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Serves the directories that a plan names instead of servers. */
@ActivityInterface(namePrefix = "Directory")
public interface DirectoryActivities {

  /**
   * Serves them: of a source a copy, made where there is none, of a target the directory itself. A
   * repeat finds what is there.
   */
  ServedSides serve(RunReference run);

  /** Ends what is served, and removes the copy of the source. A repeat finds nothing to do. */
  void end(RunReference run);
}
