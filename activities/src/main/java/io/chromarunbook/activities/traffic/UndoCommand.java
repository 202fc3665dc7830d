package io.chromarunbook.activities.traffic;

import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.Doer;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.TrafficAction;
import java.util.Optional;

/** What is typed on a way back where neither Java nor Temporal is at hand. */
public final class UndoCommand {

  private UndoCommand() {}

  /** The command of revert, thaw or restart by this plan; nothing where a person acts. */
  public static Optional<CommandPlan> of(Plan plan, TrafficAction undo) {
    Doer doer = plan.doer(undo);
    if (doer instanceof Doer.Command one) {
      return Optional.of(one.command());
    }
    return doer instanceof Doer.Gate one
        ? Optional.of(new GateByHand(one.gate(), plan.migration()).command(undo))
        : Optional.empty();
  }
}
