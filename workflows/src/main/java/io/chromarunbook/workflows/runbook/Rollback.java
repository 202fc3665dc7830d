package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.RollbackPlan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.status.UndoLine.Undo;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.RestoreActivities;
import io.chromarunbook.workflows.steps.StepFailure;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Step 7b: undoes what was attempted, and nothing else. Every sub-step is walked even where an
 * earlier one failed; one that fails is handed to people, so that nothing of ours keeps the source
 * frozen. Only applications that still write to the target do.
 */
final class Rollback {

  private static final Duration REMIND = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(40);

  private final RunContext context;
  private final MigrationState state;
  private final Traffic traffic;

  Rollback(RunContext context, Traffic traffic) {
    this.context = context;
    this.state = context.state();
    this.traffic = traffic;
  }

  /** Walks back and says in which state the run ends. */
  RunState walk() {
    if (!state.freezeAttempted) {
      context.timeline().skip(Step.ROLLBACK, "nothing was changed");
      return state.ending.kind() == MigrationState.Ending.Kind.DEFECT
          ? RunState.FAILED
          : RunState.STOPPED;
    }
    if (state.decision == null) {
      state.decision = "NO-GO";
      context.journal().decision(state.ending.by(), "NO-GO: " + state.ending.reason());
    }
    state.awaitingConfirmation.clear();
    state.confirmed.clear();
    context.timeline().enter(Step.ROLLBACK, RunState.ROLLING_BACK);
    context.board().publish();
    context
        .notifier()
        .tell(
            context.notice(
                "rolling back",
                state.ending.reason(),
                Role.OPERATIONS_LEAD,
                Role.DBA,
                Role.ON_CALL));
    stopMigration();
    undo(Undo.REVERT, state.switchAttempted, TrafficAction.REVERT);
    undo(Undo.THAW, true, TrafficAction.THAW);
    state.frozenUntil = Timeline.now();
    undo(Undo.RESTART, state.switchAttempted, TrafficAction.RESTART);
    verify();
    removeScratch();
    context.timeline().leave(StepLine.State.DONE, "the source serves again");
    return RunState.ROLLED_BACK;
  }

  private void stopMigration() {
    if (!state.importBegun) {
      note(Undo.STOP, UndoLine.State.NOT_NEEDED, "nothing was being written");
      return;
    }
    try {
      imports("stop every writer of this run").stopWriters(context.run());
      note(Undo.STOP, UndoLine.State.DONE, "no writer of this run writes any more");
    } catch (ActivityFailure failure) {
      note(Undo.STOP, UndoLine.State.FAILED, StepFailure.of(failure).reason());
    }
    removeCollections();
  }

  private void removeCollections() {
    if (state.switchAttempted
        || context.plan().rollback().target() != RollbackPlan.TargetCollections.REMOVE) {
      return;
    }
    try {
      int removed = imports("remove this run's collections").discardAll(context.run());
      context.journal().decision("", removed + " collections of this run removed at the target");
    } catch (ActivityFailure failure) {
      context
          .journal()
          .deviation(
              "This run's collections at the target could not be removed: "
                  + StepFailure.of(failure).reason());
    }
  }

  /**
   * Last, because nobody waits for it: a rehearsal may have been broken off by a worker's death.
   */
  private void removeScratch() {
    if (!state.rehearsalAttempted
        || state.rehearsal != null
        || Workflow.getVersion("remove-scratch", Workflow.DEFAULT_VERSION, 1)
            == Workflow.DEFAULT_VERSION) {
      return;
    }
    try {
      int removed =
          Workflow.newActivityStub(
                  RestoreActivities.class, Profiles.light("remove what the rehearsal left"))
              .removeScratch(context.run());
      if (removed > 0) {
        context.journal().decision("", "Scratch collections removed at the target: " + removed);
      }
    } catch (ActivityFailure failure) {
      context
          .journal()
          .deviation(
              "Scratch collections at the target (named runbook-rehearsal-…) could not be removed: "
                  + StepFailure.of(failure).reason());
    }
  }

  private void undo(Undo undo, boolean attempted, TrafficAction action) {
    if (!attempted) {
      note(undo, UndoLine.State.NOT_NEEDED, "its counterpart was never attempted");
      return;
    }
    confirmUnlessDone(undo, action, attempt(() -> traffic.act(action)));
  }

  private void verify() {
    ActionResult proof =
        attempt(
            () ->
                Workflow.newActivityStub(
                        TrafficActivities.class,
                        Profiles.light("prove that the source serves again"))
                    .proveThawed(context.run()));
    confirmUnlessDone(Undo.VERIFY, TrafficAction.VERIFY, proof);
  }

  private void confirmUnlessDone(Undo undo, TrafficAction action, ActionResult result) {
    if (result.succeeded()) {
      note(undo, UndoLine.State.DONE, result.message());
      return;
    }
    context.journal().deviation("Rollback, %s: %s".formatted(undo.title(), result.message()));
    note(undo, UndoLine.State.NEEDS_CONFIRMATION, result.message());
    state.awaitingConfirmation.add(action);
    context.timeline().waits(RunState.ROLLING_BACK);
    context.board().publish();
    Duration pause = REMIND;
    Instant remindAt;
    do {
      context
          .notifier()
          .tell(
              context.notice(
                  "rollback needs hands: " + undo.title(),
                  result.message(),
                  Role.TECHNICIAN,
                  Role.ON_CALL));
      remindAt = Timeline.now().plus(pause);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    } while (!confirmed(action, remindAt, undo));
    state.undo.removeIf(line -> line.id() == undo);
    note(undo, UndoLine.State.CONFIRMED, result.message());
    context.timeline().works(RunState.ROLLING_BACK);
  }

  private boolean confirmed(TrafficAction action, Instant remindAt, Undo undo) {
    return Waiting.staying(
        remindAt,
        "reminder: rollback needs hands: " + undo.title(),
        () -> state.confirmed.contains(action));
  }

  private static ActionResult attempt(Supplier<ActionResult> action) {
    try {
      return action.get();
    } catch (ActivityFailure failure) {
      return new ActionResult(ActionResult.State.FAILED, StepFailure.of(failure).reason());
    }
  }

  private void note(Undo undo, UndoLine.State state, String message) {
    this.state.undo.add(new UndoLine(undo, undo.plannedSeconds(), state, message));
    context.board().publish();
  }

  private static ImportActivities imports(String summary) {
    return Workflow.newActivityStub(ImportActivities.class, Profiles.light(summary));
  }
}
