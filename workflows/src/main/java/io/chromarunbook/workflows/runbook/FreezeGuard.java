package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.chromarunbook.workflows.text.Durations;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Ends the run by itself while a rollback still fits into the freeze. */
final class FreezeGuard {

  private static final Duration LONGEST_WARNING = Duration.ofMinutes(15);

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
    if (!context.state().guarding.warned) {
      awaitMoment(this::warning, "time to warn that the freeze is nearly used");
      warn();
    }
    awaitMoment(this::last, "last safe time for GO; the run ends by itself then");
    if (!context.state().cutover.attempted) {
      context
          .endings()
          .interrupt(
              new Ending(
                  Ending.Kind.NO_GO,
                  "",
                  "The freeze budget of "
                      + Durations.words(context.plan().timeline().maxFreeze())
                      + " leaves only the rollback its time"));
    }
  }

  /** What is still to be done becomes known on the way, and the last safe GO moves with it. */
  private static void awaitMoment(Supplier<Instant> moment, String summary) {
    while (Timeline.now().isBefore(moment.get())) {
      Instant known = moment.get();
      Promise<Void> timer =
          Workflow.newTimer(
              Duration.between(Timeline.now(), known),
              TimerOptions.newBuilder().setSummary(summary).build());
      Workflow.await(() -> timer.isCompleted() || !known.equals(moment.get()));
    }
  }

  private void warn() {
    context.state().guarding.warned = true;
    if (context.state().cutover.attempted || context.state().end.ending != null) {
      return;
    }
    Instant last = context.clock().lastSafeGo().orElseThrow();
    context
        .notifier()
        .tell(
            context
                .leaders(
                    "the freeze is nearly used",
                    "Of the %s that the source may stand still little is left in which GO leaves a rollback its time."
                        .formatted(Durations.words(context.plan().timeline().maxFreeze())))
                .asks(last, "the run ends as NO-GO by itself, and what was done is undone"));
  }

  /** A quarter of the time before the last safe GO, a quarter of an hour at most. */
  private Instant warning() {
    Duration all = Duration.between(context.state().freeze.since, last());
    Duration quarter = all.dividedBy(4);
    return last().minus(quarter.compareTo(LONGEST_WARNING) < 0 ? quarter : LONGEST_WARNING);
  }

  /** A wait that ends at the last safe GO ends by itself, with its own reason. */
  private Instant last() {
    return context.clock().lastSafeGo().orElseThrow().plusSeconds(1);
  }
}
