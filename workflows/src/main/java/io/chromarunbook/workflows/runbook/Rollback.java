package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.RollbackPlan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.chromarunbook.workflows.runbook.ReturnConditions.Objection;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.status.UndoLine.Undo;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.Announcement;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.RestoreActivities;
import io.chromarunbook.workflows.steps.StepFailure;
import io.chromarunbook.workflows.steps.WayBackRehearsal;
import io.chromarunbook.workflows.text.Durations;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Step 7b: undoes what was attempted, and nothing else. Every sub-step is walked even where an
 * earlier one failed, and looks first whether what it goes back to is there; one that fails is
 * handed to people, so that nothing of ours keeps the source frozen. Only applications that still
 * write to the target do.
 */
final class Rollback {

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private final RunContext context;
  private final MigrationState state;
  private final MigrationState.Returning wayBack;
  private final Traffic traffic;
  private final ManualActions byHand;
  private final Freeze freeze;
  private final ReturnConditions conditions;
  private boolean answered;

  Rollback(
      RunContext context,
      Traffic traffic,
      ManualActions byHand,
      Freeze freeze,
      ReturnConditions conditions) {
    this.context = context;
    this.state = context.state();
    this.wayBack = state.wayBack;
    this.traffic = traffic;
    this.byHand = byHand;
    this.freeze = freeze;
    this.conditions = conditions;
  }

  /** Tries the way before anybody says GO, so that they know whether it leads back. */
  void rehearse() {
    if (wayBack.rehearsal != null) {
      return;
    }
    try {
      wayBack.rehearsal = traffic.rehearseWayBack();
    } catch (ActivityFailure failure) {
      wayBack.rehearsal =
          new WayBackRehearsal(
              WayBackRehearsal.State.FAILED, StepFailure.of(failure).reason(), Duration.ZERO);
    }
    if (wayBack.rehearsal.state() == WayBackRehearsal.State.FAILED) {
      context
          .journal()
          .deviation("The rehearsal of the way back failed: " + wayBack.rehearsal.message());
    }
  }

  /** Walks back and says in which state the run ends. */
  RunState walk() {
    if (!state.freeze.attempted) {
      context.timeline().skip(Step.ROLLBACK, "nothing was changed");
      return state.end.ending.kind() == Ending.Kind.DEFECT ? RunState.FAILED : RunState.STOPPED;
    }
    if (state.end.decision == null) {
      context.endings().decide("NO-GO");
      context.journal().decision(state.end.ending.by(), "NO-GO: " + state.end.ending.reason());
    }
    byHand.forgetAll();
    context.timeline().enter(Step.ROLLBACK, RunState.ROLLING_BACK);
    context.board().publish();
    context.tell(Announcement.rollingBack(state.end.ending.reason()));
    stopMigration();
    refuseWritesAtTarget();
    agreeToGoBack();
    undo(Undo.REVERT, state.cutover.attempted, TrafficAction.REVERT);
    thaw();
    freeze.ends();
    undo(Undo.RESTART, state.cutover.attempted, TrafficAction.RESTART);
    verify();
    keepWhatIsLeftBehind();
    removeScratch();
    context.timeline().leave(StepLine.State.DONE, SourceWords.rolledBack(context.plan().source()));
    return RunState.ROLLED_BACK;
  }

  /** What is counted must not grow while it is counted, where a gate can see to that. */
  private void refuseWritesAtTarget() {
    if (!state.cutover.attempted || context.plan().traffic().gate() == null) {
      return;
    }
    ActionResult result = Traffic.attempt(traffic::refuseWritesAtTarget);
    if (!result.succeeded()) {
      context.journal().deviation("Writes to the target go on: " + result.message());
    }
  }

  private void stopMigration() {
    if (!state.copy.begun) {
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
    if (state.cutover.attempted
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

  /** After a switch, applications are taken back only to what is there, and to a loss by number. */
  private void agreeToGoBack() {
    if (!state.cutover.attempted) {
      return;
    }
    Optional<Objection> objection =
        targetWasRead() ? conditions.objectionOfSource(wayBack.acceptedSource) : objection();
    while (objection.isPresent()) {
      String why = objection.get().text();
      replace(Undo.REVERT, UndoLine.State.NEEDS_CONFIRMATION, why);
      context.timeline().waits(RunState.ROLLING_BACK);
      context.board().publish();
      context
          .notifier()
          .tell(
              context
                  .leaders("the way back waits", why)
                  .asks("it waits, and looks again every " + Durations.words(LOOK_AGAIN)));
      answered = false;
      boolean ignored =
          context
              .waiting()
              .until(
                  Timeline.now().plus(LOOK_AGAIN),
                  "look again whether the way back is open",
                  () -> answered);
      context.timeline().works(RunState.ROLLING_BACK);
      objection = objection();
    }
    wayBack.undo.removeIf(line -> line.id() == Undo.REVERT);
  }

  /** Whoever ordered the way back had the target read before it counted. */
  private boolean targetWasRead() {
    Ending.Kind kind = state.end.ending.kind();
    return kind == Ending.Kind.ROLLBACK || kind == Ending.Kind.WINDOW;
  }

  private Optional<Objection> objection() {
    return conditions.objection(wayBack.acceptedLoss, wayBack.acceptedSource);
  }

  /** Takes what an order accepts, while the way back waits for it or is about to begin. */
  void accept(Order order) {
    wayBack.acceptedLoss = order.acceptLoss();
    wayBack.acceptedSource = order.acceptSource();
    answered = true;
  }

  /**
   * Last, because nobody waits for it and nobody writes to the target any more: what was read when
   * the way back was ordered may have grown.
   */
  private void keepWhatIsLeftBehind() {
    if (!state.cutover.attempted) {
      return;
    }
    conditions.read();
    if (wayBack.unreadable != null) {
      context
          .journal()
          .deviation(
              "What is left behind at the target could not be read at the end: "
                  + wayBack.unreadable);
    } else if (wayBack.leftBehind.total() > 0) {
      String words = ReturnConditions.words(wayBack.leftBehind);
      context.journal().deviation("Left behind: " + words);
      context.tell("records are left behind at the target", words);
    }
  }

  /**
   * Last of all, because nobody waits for it: a rehearsal may have been broken off by a worker's
   * death.
   */
  private void removeScratch() {
    if (!state.snapshot.rehearsalAttempted || state.snapshot.rehearsal != null) {
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
    ActionResult result = Traffic.attempt(() -> traffic.act(action));
    confirmUnlessDone(undo, action, result, () -> traffic.check(action));
  }

  /** Thawed is what takes writes, whatever the command says. */
  private void thaw() {
    ActionResult result = Traffic.attempt(() -> traffic.act(TrafficAction.THAW));
    confirmUnlessDone(
        Undo.THAW,
        TrafficAction.THAW,
        result.succeeded() ? provenThawed() : result,
        this::provenThawed);
  }

  private void verify() {
    confirmUnlessDone(Undo.VERIFY, TrafficAction.VERIFY, provenThawed(), this::provenThawed);
  }

  private ActionResult provenThawed() {
    return Traffic.attempt(
        () -> Traffic.looks("prove that the source serves again").proveThawed(context.run()));
  }

  private void confirmUnlessDone(
      Undo undo, TrafficAction action, ActionResult result, Supplier<ActionResult> proof) {
    if (result.succeeded()) {
      note(undo, UndoLine.State.DONE, result.message());
      return;
    }
    context.journal().deviation("Rollback, %s: %s".formatted(undo.title(), result.message()));
    note(undo, UndoLine.State.NEEDS_CONFIRMATION, result.message());
    byHand.await(action, result.message(), proof);
    replace(undo, UndoLine.State.CONFIRMED, result.message());
  }

  private void replace(Undo undo, UndoLine.State how, String message) {
    wayBack.undo.removeIf(line -> line.id() == undo);
    note(undo, how, message);
  }

  private void note(Undo undo, UndoLine.State how, String message) {
    wayBack.undo.add(new UndoLine(undo, undo.plannedSeconds(), how, message));
    context.board().publish();
  }

  private static ImportActivities imports(String summary) {
    return Workflow.newActivityStub(ImportActivities.class, Profiles.light(summary));
  }
}
