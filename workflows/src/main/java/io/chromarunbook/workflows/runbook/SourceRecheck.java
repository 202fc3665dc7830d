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
import java.util.function.Consumer;

/**
 * Reads the frozen source again and compares it with the snapshot, to prove that it stood still.
 * Beside the import that costs no time of the freeze, because the source has nothing else to do.
 * Nobody may wait for people while it is under way: a run that goes on as a new one would leave it
 * behind.
 */
final class SourceRecheck {

  private final RunContext context;
  private final MigrationState state;
  private final Consumer<TemporalFailure> failed;
  private CancellationScope reading;
  private Promise<Void> underWay;
  private Progress progress;
  private boolean awaited;

  /**
   * Reads nothing yet.
   *
   * @param failed ends the run, whatever it is doing: with a source that changed, nothing that is
   *     done meanwhile is worth anything
   */
  SourceRecheck(RunContext context, Consumer<TemporalFailure> failed) {
    this.context = context;
    this.state = context.state();
    this.failed = failed;
  }

  /** Begins, beside whatever the run does next. */
  void begin() {
    if (Workflow.getVersion("compare-source-beside-import", Workflow.DEFAULT_VERSION, 1)
        == Workflow.DEFAULT_VERSION) {
      return;
    }
    // Made here, so that whatever cancels the runbook cancels this too.
    reading = Workflow.newCancellationScope(() -> underWay = Async.procedure(this::read));
    reading.run();
  }

  /** Whether it was begun and its result has not been taken yet. */
  boolean begun() {
    return underWay != null || state.sourceCompared;
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
    state.sourceCompared = false;
  }

  /** Reads now, while nothing else is done. */
  void readNow() {
    context.slices(this::slice);
    state.sourceComparedAt = Timeline.now();
  }

  /** Gives it up: the run ends. */
  void stop() {
    if (reading != null) {
      reading.cancel("the run ends");
    }
  }

  private void read() {
    try {
      context.slices(this::slice, this::show);
      state.sourceCompared = true;
      state.sourceComparedAt = Timeline.now();
    } catch (TemporalFailure failure) {
      failed.accept(failure);
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
            Profiles.data("compare source with snapshot, from " + PreMigration.text(from)))
        .compareSource(context.run(), from);
  }
}
