package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.plan.TrafficAction;
import io.temporal.activity.ActivityInterface;

/** Keeps applications from writing, moves them over, moves them back. */
@ActivityInterface(namePrefix = "Traffic")
public interface TrafficActivities {

  /** Writes the files that undo this run without Java and Temporal. A repeat writes the same. */
  BreakGlass writeBreakGlass(RunReference run);

  /**
   * Does one action by the plan's command: reads the state, acts where it is not there yet, reads
   * it again. Never freezes again what a person thawed.
   */
  ActionResult act(RunReference run, TrafficAction action);

  /** Sends the freeze probe through the front door: refused means frozen. */
  ActionResult proveFrozen(RunReference run);

  /** Reads from the source through the front door and sends the probe: it must be taken again. */
  ActionResult proveThawed(RunReference run);

  /** Real reads of every migrated collection at the target, and a write probe in a scratch one. */
  ActionResult proveTarget(RunReference run);

  /** Runs the plan's acceptance commands against the target. */
  ActionResult acceptance(RunReference run);
}
