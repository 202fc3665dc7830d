package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.WindowPlan;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.StepFailure;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.chromarunbook.workflows.steps.WayBackRehearsal;
import io.chromarunbook.workflows.text.UtcTime;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Moves applications: by the plan's commands, or by people who confirm. */
final class Traffic {

  private final RunContext context;
  private final ManualActions byHand;

  Traffic(RunContext context, ManualActions byHand) {
    this.context = context;
    this.byHand = byHand;
  }

  /** Does one action forwards; what cannot be done ends the run. */
  void perform(TrafficAction action) {
    perform(action, () -> check(action));
  }

  /**
   * Does one action forwards; what cannot be done ends the run.
   *
   * @param proof what a person's word is held against, where one does it by hand
   */
  void perform(TrafficAction action, Supplier<ActionResult> proof) {
    if (!byHand.done(action)) {
      require(action, act(action), proof);
    }
  }

  /** Freezes the source once more, because a person decided so. */
  void freezeAgain(Supplier<ActionResult> proof) {
    byHand.forget(TrafficAction.FREEZE);
    require(
        TrafficAction.FREEZE, commands("command: freeze again").freezeAgain(context.run()), proof);
  }

  private void require(TrafficAction action, ActionResult result, Supplier<ActionResult> proof) {
    switch (result.state()) {
      case DONE, ALREADY -> {}
      case NEEDS_CONFIRMATION -> {
        Instant deadline =
            context.clock().within(Timeline.now().plus(context.plan().timeline().maxFreeze()));
        if (!byHand.await(action, result.message(), proof, deadline)) {
          throw context
              .endings()
              .end(
                  "Nobody confirmed "
                      + action
                      + " by "
                      + UtcTime.words(deadline)
                      + ": "
                      + result.message());
        }
      }
      case FAILED ->
          throw context.endings().end("%s failed: %s".formatted(action, result.message()));
    }
  }

  /** One action, by its command. */
  ActionResult act(TrafficAction action) {
    return commands("command: " + action).act(context.run(), action);
  }

  /** Tries the way to the target and back beside the traffic. */
  WayBackRehearsal rehearseWayBack() {
    return commands("rehearse the way back").rehearseWayBack(context.run());
  }

  /** Has the gate refuse writes to the target while a way back is decided. */
  ActionResult refuseWritesAtTarget() {
    return commands("gate: refuse writes to the target").refuseWritesAtTarget(context.run());
  }

  /** Whether an action is done, as the plan's own check sees it; nothing is changed. */
  ActionResult check(TrafficAction action) {
    return attempt(() -> commands("check: " + action).check(context.run(), action));
  }

  /** An action whose failure is a result. */
  static ActionResult attempt(Supplier<ActionResult> action) {
    try {
      return action.get();
    } catch (ActivityFailure failure) {
      return new ActionResult(ActionResult.State.FAILED, StepFailure.of(failure).reason());
    }
  }

  /** Why an acceptance command of the plan is not content; null where all are, or there is none. */
  String failingAcceptance() {
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
    return result.succeeded() ? null : result.message();
  }

  /** What the plan's own looks in the window are not content with. */
  List<Exceeded> probeCommands() {
    WindowPlan window = context.plan().window();
    if (window.commands().isEmpty()) {
      return List.of();
    }
    return Workflow.newActivityStub(
            TrafficActivities.class, Profiles.command(window.commandsTake(), "probe commands"))
        .probeCommands(context.run());
  }

  private TrafficActivities commands(String summary) {
    // The longest, because an action may first have to wait until another one's command is dead.
    Duration limit =
        context.plan().traffic().commands().values().stream()
            .map(CommandPlan::timeout)
            .max(Comparator.naturalOrder())
            .orElse(usual());
    return Workflow.newActivityStub(TrafficActivities.class, Profiles.command(limit, summary));
  }

  /** A directory may have to be copied anew. */
  private Duration usual() {
    return context.plan().source().directory() == null
        ? Duration.ofMinutes(1)
        : Duration.ofMinutes(30);
  }

  /** Looks that take no command. */
  static TrafficActivities looks(String summary) {
    return Workflow.newActivityStub(TrafficActivities.class, Profiles.light(summary));
  }
}
