package io.chromarunbook.activities.traffic;

import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import java.util.Optional;

/** Whether an action is done, as a machine sees it. Changes nothing. */
final class ActionCheck {

  private final TrafficAction action;

  ActionCheck(TrafficAction action) {
    this.action = action;
  }

  /** What a look says; nobody looks where the plan has nothing to look by. */
  ActionResult said(Optional<StateReading> looked) {
    StateReading read = looked.orElse(new StateReading.NotRead());
    if (read instanceof StateReading.NotRead) {
      return new ActionResult(
          State.NEEDS_CONFIRMATION,
          "The plan has no check for " + action + ", so no machine can tell whether it is done.");
    }
    if (read instanceof StateReading.NotThere no) {
      return new ActionResult(
          State.FAILED, "The check of " + action + " says no: " + no.message() + ".");
    }
    if (read instanceof StateReading.Unreadable broken) {
      return new ActionResult(
          State.NEEDS_CONFIRMATION,
          "The check of " + action + " could not tell: " + broken.message() + ".");
    }
    return new ActionResult(State.DONE, "The check of " + action + " says it is done.");
  }
}
