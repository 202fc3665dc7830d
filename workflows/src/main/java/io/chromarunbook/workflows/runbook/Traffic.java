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

  private final RunContext context;
  private final MigrationState state;

  Traffic(RunContext context) {
    this.context = context;
    this.state = context.state();
  }

  /** Freezes the source and proves it. From the first attempt on there is something to undo. */
  void freeze() {
    if (!state.freezeAttempted) {
      CancellationScope.throwCanceled();
      state.freezeAttempted = true;
      state.frozenSince = Timeline.now();
    }
    perform(TrafficAction.FREEZE);
    proveFrozen();
  }

  /** Proves that the source refuses writes, or has a person vouch for it by name. */
  void proveFrozen() {
    io.chromarunbook.workflows.steps.FreezeProof proof =
        traffic("prove that the source is frozen")
            .proveFrozen(context.run(), state.health.writes());
    if (proof.state() != io.chromarunbook.workflows.steps.FreezeProof.State.REFUSED) {
      context.journal().deviation("The freeze is not proven: " + proof.message());
      state.confirmed.remove(TrafficAction.FREEZE);
      awaitConfirmation(TrafficAction.FREEZE, proof.message());
    }
    state.frozenProven = true;
  }

  /** Does one action forwards; what cannot be done ends the run. */
  void perform(TrafficAction action) {
    if (state.confirmed.contains(action)) {
      return;
    }
    ActionResult result = act(action);
    switch (result.state()) {
      case DONE, ALREADY -> {}
      case NEEDS_CONFIRMATION -> awaitConfirmation(action, result.message());
      case FAILED -> throw context.end("%s failed: %s".formatted(action, result.message()));
    }
  }

  /** One action, by its command. */
  ActionResult act(TrafficAction action) {
    // The longest, because an action may first have to wait until another one's command is dead.
    Duration limit =
        context.plan().traffic().commands().values().stream()
            .map(CommandPlan::timeout)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ofMinutes(1));
    return Workflow.newActivityStub(
            TrafficActivities.class, Profiles.command(limit, "command: " + action))
        .act(context.run(), action);
  }

  /** The plan's acceptance commands; null where it has none. */
  String acceptance() {
    if (context.plan().acceptance().isEmpty()) {
      return null;
    }
    Duration limit =
        context.plan().acceptance().stream()
            .map(CommandPlan::timeout)
            .reduce(Duration.ZERO, Duration::plus);
    ActionResult result =
        Workflow.newActivityStub(
                TrafficActivities.class, Profiles.command(limit, "acceptance commands"))
            .acceptance(context.run());
    return result.succeeded() ? ACCEPTED : result.message();
  }

  /** Waits until a person confirms; silence until the last safe GO ends the run. */
  private void awaitConfirmation(TrafficAction action, String message) {
    RunState before = state.state;
    state.awaitingConfirmation.add(action);
    context.timeline().waits(RunState.WAITING);
    context.board().publish();
    context
        .notifier()
        .tell(context.notice("confirm " + action, message, Role.TECHNICIAN, Role.ON_CALL));
    Instant deadline =
        context.freeze().within(Timeline.now().plus(context.plan().timeline().maxFreeze()));
    boolean confirmed =
        context
            .notifier()
            .await(
                deadline,
                REMIND,
                () ->
                    context.notice(
                        "still to confirm: " + action, message, Role.TECHNICIAN, Role.ON_CALL),
                () -> state.confirmed.contains(action));
    state.awaitingConfirmation.remove(action);
    if (!confirmed) {
      throw context.end("Nobody confirmed " + action + " by " + deadline + ": " + message);
    }
    context.timeline().works(before);
    context.board().publish();
  }

  TrafficActivities traffic(String summary) {
    return Workflow.newActivityStub(TrafficActivities.class, Profiles.light(summary));
  }
}
