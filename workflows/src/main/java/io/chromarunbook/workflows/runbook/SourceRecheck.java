package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.ValidationActivities;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads the frozen source again and compares it with the snapshot, to prove that it stood still.
 * Beside the import that costs no time of the freeze, because the source has nothing else to do.
 * Nobody may wait for people while it is under way: a run that goes on as a new one would leave it
 * behind.
 */
final class SourceRecheck {

  private final RunContext context;
  private final MigrationState.Validating validation;
  private CancellationScope reading;
  private Promise<Void> underWay;
  private Progress progress;
  private boolean awaited;

  SourceRecheck(RunContext context) {
    this.context = context;
    this.validation = context.state().validation;
  }

  /** Begins, beside whatever the run does next. */
  void begin() {
    // Made here, so that whatever cancels the runbook cancels this too.
    reading = Workflow.newCancellationScope(() -> underWay = Async.procedure(this::read));
    reading.run();
  }

  /** Whether it was begun and its result has not been taken yet. */
  boolean begun() {
    return underWay != null || validation.sourceCompared;
  }

  /** Waits until it has ended, and shows how far it is. */
  void finish() {
    if (underWay == null) {
      return;
    }
    if (!underWay.isCompleted()) {
      awaited = true;
      context.beginProgress(progress == null ? 0 : progress.recordsDone());
    }
    underWay.get();
    underWay = null;
    // What failed has ended the run.
    CancellationScope.throwCanceled();
  }

  /** Waits until it has ended, and takes its result: whoever needs another one reads again. */
  void take() {
    finish();
    validation.sourceCompared = false;
  }

  /** Reads now, while nothing else is done. */
  void readNow() {
    Instant begun = Timeline.now();
    context.slices(this::slice);
    validation.sourceTook = Duration.between(begun, Timeline.now());
    compared();
  }

  /** The source was compared by somebody else, together with the target. */
  void compared() {
    validation.sourceComparedAt = Timeline.now();
  }

  /** Gives it up: the run ends. */
  void stop() {
    if (reading != null) {
      reading.cancel("the run ends");
    }
  }

  private void read() {
    try {
      context.slicesBeside(this::slice, this::show);
      validation.sourceCompared = true;
      compared();
    } catch (TemporalFailure failure) {
      // With a source that changed, nothing that is done meanwhile is worth anything.
      context.endings().interrupt(failure);
    }
  }

  private void show(Progress made) {
    progress = made;
    if (awaited) {
      context.show(made);
    }
  }

  private Progress slice(Position from) {
    return Workflow.newActivityStub(
            ValidationActivities.class,
            Profiles.data("compare source with snapshot, from " + RunContext.text(from)))
        .compareSource(context.run(), from);
  }
}
