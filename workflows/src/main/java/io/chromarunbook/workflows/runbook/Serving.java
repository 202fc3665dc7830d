package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.steps.DirectoryActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.ServedSides;
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
      ServedSides served = activities("copy and serve directories").serve(context.run());
      if (!served.mended().isEmpty()) {
        context
            .journal()
            .deviation(
                "In the copy of the source, not in the original: "
                    + String.join(", ", served.mended())
                    + ". Its server would not give the records otherwise.");
      }
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
