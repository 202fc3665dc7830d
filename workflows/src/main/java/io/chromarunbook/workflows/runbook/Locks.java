package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.lock.LockText;
import io.chromarunbook.workflows.steps.LockActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.function.Consumer;

/** One run at a time on a source, and on a target. */
final class Locks {

  private final RunContext context;

  Locks(RunContext context) {
    this.context = context;
  }

  /** Takes both places, or ends the run. */
  void take() {
    activities("take source and target")
        .take(context.run())
        .ifPresent(
            holder -> {
              throw context.endings().end(LockText.refusal(holder, holder.since().toString()));
            });
  }

  /** The window is over: others may write to the target. */
  void releaseTarget() {
    release("give up the target", activities -> activities.releaseTarget(context.run()));
  }

  /** Nothing is frozen by this run any more, or it is closed. */
  void releaseSource() {
    release("give up the source", activities -> activities.releaseSource(context.run()));
  }

  private void release(String summary, Consumer<LockActivities> which) {
    try {
      which.accept(activities(summary));
    } catch (ActivityFailure failure) {
      context
          .journal()
          .deviation("A lock could not be given up: " + StepFailure.of(failure).reason());
    }
  }

  private static LockActivities activities(String summary) {
    return Workflow.newActivityStub(LockActivities.class, Profiles.light(summary));
  }
}
