package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.steps.DirectoryActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;

/** Directories that a plan names instead of servers, served while the run goes on. */
final class Serving {

  private final RunContext context;

  Serving(RunContext context) {
    this.context = context;
  }

  /** What is read and written from now on answers. */
  void begin() {
    if (context.plan().servesDirectories()) {
      var ignored = activities("copy and serve directories").serve(context.run());
    }
  }

  /** Directories are closed, and the copy of a source goes; what cannot be ended is told. */
  void end() {
    if (!context.plan().servesDirectories()) {
      return;
    }
    try {
      activities("close directories").end(context.run());
    } catch (ActivityFailure failure) {
      context
          .journal()
          .deviation("A directory could not be closed: " + StepFailure.of(failure).reason());
    }
  }

  private static DirectoryActivities activities(String summary) {
    return Workflow.newActivityStub(DirectoryActivities.class, Profiles.data(summary));
  }
}
