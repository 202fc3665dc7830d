package io.chromarunbook.workflows.runbook;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Durable waits, with a timer people can read in the Temporal UI. */
final class Waiting {

  private final Runnable continueAsNew;
  private boolean staying;

  /**
   * Waits of one run.
   *
   * @param continueAsNew goes on in a new run of the workflow; does not return
   */
  Waiting(Runnable continueAsNew) {
    this.continueAsNew = continueAsNew;
  }

  /**
   * Waits for a condition, until a deadline.
   *
   * @return whether the condition came true
   */
  boolean until(Instant deadline, String summary, BooleanSupplier condition) {
    if (condition.getAsBoolean()) {
      return true;
    }
    Duration left = Duration.between(Timeline.now(), deadline);
    if (left.isNegative() || left.isZero()) {
      return false;
    }
    TimerScope timer = TimerScope.start(left, summary);
    try {
      Workflow.await(() -> condition.getAsBoolean() || timer.fired() || historyIsLong());
      if (!condition.getAsBoolean() && !timer.fired()) {
        continueAsNew.run();
      }
      return condition.getAsBoolean();
    } finally {
      timer.cancel();
    }
  }

  /** From now on the run does not go on in a new one: its end is walked to the end. */
  void stay() {
    staying = true;
  }

  private boolean historyIsLong() {
    return !staying
        && Workflow.getInfo().isContinueAsNewSuggested()
        && Workflow.isEveryHandlerFinished();
  }

  /** A timer that can be cancelled by itself, so that it does not fire in the timeline later. */
  private record TimerScope(CancellationScope scope, Promise<Void> timer) {

    static TimerScope start(Duration left, String summary) {
      @SuppressWarnings({"unchecked", "rawtypes"})
      Promise<Void>[] timer = new Promise[1];
      CancellationScope scope =
          Workflow.newCancellationScope(
              () ->
                  timer[0] =
                      Workflow.newTimer(
                          left, TimerOptions.newBuilder().setSummary(summary).build()));
      scope.run();
      return new TimerScope(scope, timer[0]);
    }

    boolean fired() {
      return timer.isCompleted();
    }

    void cancel() {
      if (!timer.isCompleted()) {
        scope.cancel("the wait is over");
      }
    }
  }
}
