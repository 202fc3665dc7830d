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
final class WayBack {

  private static final Duration REMIND = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(40);

  private final Scene scene;
  private final Ledger ledger;
  private final Traffic traffic;

  WayBack(Scene scene, Traffic traffic) {
    this.scene = scene;
    this.ledger = scene.ledger();
    this.traffic = traffic;
  }

  /** Walks back and says in which state the run ends. */
  RunState walk() {
    if (!ledger.freezeAttempted) {
      scene.timeline().skip(Step.ROLLBACK, "nothing was changed");
      return ledger.ending.kind() == Ledger.Ending.Kind.DEFECT ? RunState.FAILED : RunState.STOPPED;
    }
    if (ledger.decision == null) {
      ledger.decision = "NO-GO";
      scene.journal().decision(ledger.ending.by(), "NO-GO: " + ledger.ending.reason());
    }
    ledger.awaitingConfirmation.clear();
    ledger.confirmed.clear();
    scene.timeline().enter(Step.ROLLBACK, RunState.ROLLING_BACK);
    scene.board().publish();
    scene
        .people()
        .tell(
            scene.notice(
                "rolling back",
                ledger.ending.reason(),
                Role.OPERATIONS_LEAD,
                Role.DBA,
                Role.ON_CALL));
    stopMigration();
    undo(Undo.REVERT, ledger.switchAttempted, TrafficAction.REVERT);
    undo(Undo.THAW, true, TrafficAction.THAW);
    ledger.frozenUntil = Timeline.now();
    undo(Undo.RESTART, ledger.switchAttempted, TrafficAction.RESTART);
    verify();
    removeScratch();
    scene.timeline().leave(StepLine.State.DONE, "the source serves again");
    return RunState.ROLLED_BACK;
  }

  private void stopMigration() {
    if (!ledger.importBegun) {
      note(Undo.STOP, UndoLine.State.NOT_NEEDED, "nothing was being written");
      return;
    }
    try {
      imports("stop every writer of this run").stopWriters(scene.run());
      note(Undo.STOP, UndoLine.State.DONE, "no writer of this run writes any more");
    } catch (ActivityFailure failure) {
      note(Undo.STOP, UndoLine.State.FAILED, StepFailure.of(failure).reason());
    }
    removeCollections();
  }

  private void removeCollections() {
    if (ledger.switchAttempted
        || scene.plan().rollback().target() != RollbackPlan.TargetCollections.REMOVE) {
      return;
    }
    try {
      int removed = imports("remove this run's collections").discardAll(scene.run());
      scene.journal().decision("", removed + " collections of this run removed at the target");
    } catch (ActivityFailure failure) {
      scene
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
    if (!ledger.rehearsalAttempted
        || ledger.rehearsal != null
        || Workflow.getVersion("remove-scratch", Workflow.DEFAULT_VERSION, 1)
            == Workflow.DEFAULT_VERSION) {
      return;
    }
    try {
      int removed =
          Workflow.newActivityStub(
                  RestoreActivities.class, Profiles.light("remove what the rehearsal left"))
              .removeScratch(scene.run());
      if (removed > 0) {
        scene.journal().decision("", "Scratch collections removed at the target: " + removed);
      }
    } catch (ActivityFailure failure) {
      scene
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
                    .proveThawed(scene.run()));
    confirmUnlessDone(Undo.VERIFY, TrafficAction.VERIFY, proof);
  }

  private void confirmUnlessDone(Undo undo, TrafficAction action, ActionResult result) {
    if (result.succeeded()) {
      note(undo, UndoLine.State.DONE, result.message());
      return;
    }
    scene.journal().deviation("Rollback, %s: %s".formatted(undo.title(), result.message()));
    note(undo, UndoLine.State.NEEDS_CONFIRMATION, result.message());
    ledger.awaitingConfirmation.add(action);
    scene.timeline().waits(RunState.ROLLING_BACK);
    scene.board().publish();
    Duration pause = REMIND;
    Instant remindAt;
    do {
      scene
          .people()
          .tell(
              scene.notice(
                  "rollback needs hands: " + undo.title(),
                  result.message(),
                  Role.TECHNICIAN,
                  Role.ON_CALL));
      remindAt = Timeline.now().plus(pause);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    } while (!confirmed(action, remindAt, undo));
    ledger.undo.removeIf(line -> line.id() == undo);
    note(undo, UndoLine.State.CONFIRMED, result.message());
    scene.timeline().works(RunState.ROLLING_BACK);
  }

  private boolean confirmed(TrafficAction action, Instant remindAt, Undo undo) {
    return Waiting.staying(
        remindAt,
        "reminder: rollback needs hands: " + undo.title(),
        () -> ledger.confirmed.contains(action));
  }

  private static ActionResult attempt(Supplier<ActionResult> action) {
    try {
      return action.get();
    } catch (ActivityFailure failure) {
      return new ActionResult(ActionResult.State.FAILED, StepFailure.of(failure).reason());
    }
  }

  private void note(Undo undo, UndoLine.State state, String message) {
    ledger.undo.add(new UndoLine(undo, undo.plannedSeconds(), state, message));
    scene.board().publish();
  }

  private static ImportActivities imports(String summary) {
    return Workflow.newActivityStub(ImportActivities.class, Profiles.light(summary));
  }
}
