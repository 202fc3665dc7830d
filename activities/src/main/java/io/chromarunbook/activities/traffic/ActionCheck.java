package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import java.util.function.Supplier;

/** Whether an action is done, as the plan's own check sees it. Changes nothing. */
final class ActionCheck {

  private final OpenRun run;
  private final TrafficAction action;

  ActionCheck(OpenRun run, TrafficAction action) {
    this.run = run;
    this.action = action;
  }

  /** Looks, by commands that are asked for only where there is one to be run. */
  ActionResult look(Supplier<TrafficCommands> commands) {
    CommandPlan command = run.plan().traffic().commands().get(action);
    if (command == null || command.check().isEmpty()) {
      return new ActionResult(
          State.NEEDS_CONFIRMATION,
          "The plan has no check for " + action + ", so no machine can tell whether it is done.");
    }
    StateReading read = StateReading.of(commands.get(), action.label(), command);
    if (read instanceof StateReading.NotThere no) {
      return new ActionResult(
          State.FAILED, "The plan's check of " + action + " says no: " + no.message() + ".");
    }
    if (read instanceof StateReading.Unreadable broken) {
      return new ActionResult(
          State.NEEDS_CONFIRMATION,
          "The plan's check of " + action + " could not tell: " + broken.message() + ".");
    }
    return new ActionResult(State.DONE, "The plan's check of " + action + " says it is done.");
  }
}
