package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** Ends the run by itself while a rollback still fits into the freeze. */
final class FreezeGuard {

  private final RunContext context;
  private CancellationScope guarding;

  FreezeGuard(RunContext context) {
    this.context = context;
  }

  /** Guards from now on, beside whatever the run does. */
  void begin() {
    if (context.state().cutover.attempted) {
      return;
    }
    guarding = Workflow.newCancellationScope(() -> Async.procedure(this::guard));
    guarding.run();
  }

  /** The budget counts no longer. */
  void end() {
    if (guarding != null) {
      guarding.cancel("the freeze budget counts no longer");
    }
  }

  private void guard() {
    Workflow.await(() -> context.state().freeze.since != null);
    while (!reached()) {
      // What is still to be done becomes known on the way, and the last safe GO moves with it.
      Instant last = last();
      Promise<Void> timer =
          Workflow.newTimer(
              Duration.between(Timeline.now(), last),
              TimerOptions.newBuilder()
                  .setSummary("last safe time for GO; the run ends by itself then")
                  .build());
      Workflow.await(() -> timer.isCompleted() || !last.equals(last()));
    }
    if (!context.state().cutover.attempted) {
      context
          .endings()
          .interrupt(
              new Ending(
                  Ending.Kind.NO_GO,
                  "",
                  "The freeze budget of "
                      + context.plan().timeline().maxFreeze()
                      + " leaves only the rollback its time"));
    }
  }

  private boolean reached() {
    return !Timeline.now().isBefore(last());
  }

  /** A wait that ends at the last safe GO ends by itself, with its own reason. */
  private Instant last() {
    return context.clock().lastSafeGo().orElseThrow().plusSeconds(1);
  }
}
