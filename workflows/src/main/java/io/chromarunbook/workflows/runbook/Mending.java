package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.steps.MendingActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import java.util.function.Function;

/** Mends records at the target. Says why it could not be done, for people to decide on. */
final class Mending {

  private final RunContext context;

  Mending(RunContext context) {
    this.context = context;
  }

  /** Writes again the records that differ or are missing. */
  Optional<String> repair(String collection) {
    return mend(
        "repair",
        from ->
            activities("repair, from " + RunContext.text(from))
                .repair(context.run(), collection, from));
  }

  /** Sends the quarantined records through the transform again. */
  Optional<String> replay(String collection) {
    return mend(
        "replay",
        from ->
            activities("replay, from " + RunContext.text(from))
                .replay(context.run(), collection, from));
  }

  /** What stops mending is for people to decide on, unless nothing can be done about it. */
  private Optional<String> mend(String what, Function<Position, Progress> slice) {
    try {
      context.slices(slice);
      return Optional.empty();
    } catch (ActivityFailure failure) {
      StepFailure why = StepFailure.of(failure);
      return switch (why.kind()) {
        case QUARANTINE_FULL, REFUSED, NOT_OWNER, CORRUPT_DATA ->
            Optional.of("The " + what + " stopped: " + why.reason());
        default -> throw failure;
      };
    }
  }

  private static MendingActivities activities(String summary) {
    return Workflow.newActivityStub(MendingActivities.class, Profiles.data(summary));
  }
}
