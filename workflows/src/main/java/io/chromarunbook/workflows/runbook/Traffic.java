package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** Moves applications: by the plan's commands, or by people who confirm. */
final class Traffic {

  /** What {@link #acceptance()} says where every command is content. */
  static final String ACCEPTED = "passed";

  private static final Duration REMIND = Duration.ofMinutes(5);

  private final Scene scene;
  private final Ledger ledger;

  Traffic(Scene scene) {
    this.scene = scene;
    this.ledger = scene.ledger();
  }

  /** Freezes the source and proves it. From the first attempt on there is something to undo. */
  void freeze() {
    if (!ledger.freezeAttempted) {
      CancellationScope.throwCanceled();
      ledger.freezeAttempted = true;
      ledger.frozenSince = Timeline.now();
    }
    perform(TrafficAction.FREEZE);
    proveFrozen();
  }

  /** Proves that the source refuses writes, or has a person vouch for it by name. */
  void proveFrozen() {
    io.chromarunbook.workflows.steps.FreezeProof proof =
        traffic("prove that the source is frozen").proveFrozen(scene.run(), ledger.health.writes());
    if (proof.state() != io.chromarunbook.workflows.steps.FreezeProof.State.REFUSED) {
      scene.journal().deviation("The freeze is not proven: " + proof.message());
      ledger.confirmed.remove(TrafficAction.FREEZE);
      awaitConfirmation(TrafficAction.FREEZE, proof.message());
    }
    ledger.frozenProven = true;
  }

  /** Does one action forwards; what cannot be done ends the run. */
  void perform(TrafficAction action) {
    if (ledger.confirmed.contains(action)) {
      return;
    }
    ActionResult result = act(action);
    switch (result.state()) {
      case DONE, ALREADY -> {}
      case NEEDS_CONFIRMATION -> awaitConfirmation(action, result.message());
      case FAILED -> throw scene.end("%s failed: %s".formatted(action, result.message()));
    }
  }

  /** One action, by its command. */
  ActionResult act(TrafficAction action) {
    // The longest, because an action may first have to wait until another one's command is dead.
    Duration limit =
        scene.plan().traffic().commands().values().stream()
            .map(CommandPlan::timeout)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ofMinutes(1));
    return Workflow.newActivityStub(
            TrafficActivities.class, Profiles.command(limit, "command: " + action))
        .act(scene.run(), action);
  }

  /** The plan's acceptance commands; null where it has none. */
  String acceptance() {
    if (scene.plan().acceptance().isEmpty()) {
      return null;
    }
    Duration limit =
        scene.plan().acceptance().stream()
            .map(CommandPlan::timeout)
            .reduce(Duration.ZERO, Duration::plus);
    ActionResult result =
        Workflow.newActivityStub(
                TrafficActivities.class, Profiles.command(limit, "acceptance commands"))
            .acceptance(scene.run());
    return result.succeeded() ? ACCEPTED : result.message();
  }

  /** Waits until a person confirms; silence until the last safe GO ends the run. */
  private void awaitConfirmation(TrafficAction action, String message) {
    RunState before = ledger.state;
    ledger.awaitingConfirmation.add(action);
    scene.timeline().waits(RunState.WAITING);
    scene.board().publish();
    scene.people().tell(scene.notice("confirm " + action, message, Role.TECHNICIAN, Role.ON_CALL));
    Instant deadline =
        scene.freeze().within(Timeline.now().plus(scene.plan().timeline().maxFreeze()));
    boolean confirmed =
        scene
            .people()
            .await(
                deadline,
                REMIND,
                () ->
                    scene.notice(
                        "still to confirm: " + action, message, Role.TECHNICIAN, Role.ON_CALL),
                () -> ledger.confirmed.contains(action));
    ledger.awaitingConfirmation.remove(action);
    if (!confirmed) {
      throw scene.end("Nobody confirmed " + action + " by " + deadline + ": " + message);
    }
    scene.timeline().works(before);
    scene.board().publish();
  }

  TrafficActivities traffic(String summary) {
    return Workflow.newActivityStub(TrafficActivities.class, Profiles.light(summary));
  }
}
