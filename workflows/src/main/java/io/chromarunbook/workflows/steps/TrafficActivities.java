package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.plan.TrafficAction;
import io.temporal.activity.ActivityInterface;
import java.util.List;

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

  /**
   * Freezes the source that was frozen before and takes writes now, because a person decided so.
   * Not after the run was stopped by hand.
   */
  ActionResult freezeAgain(RunReference run);

  /**
   * Whether an action is done, as the plan's own check sees it; nothing is changed. Needs a
   * person's word where the plan has no check for it.
   */
  ActionResult check(RunReference run, TrafficAction action);

  /**
   * Has the gate refuse writes to the target, so that what a way back would leave behind stays what
   * it is. Not done where the plan has no gate, or it leads nobody to the target.
   */
  ActionResult refuseWritesAtTarget(RunReference run);

  /**
   * Sends the freeze probe through the front door and runs the plan's own check. Only a probe that
   * was taken before and is refused now shows that writes are refused, and not our credentials. A
   * source that does not answer is waited for.
   *
   * @param before what a probe came to before anything was frozen
   */
  FreezeProof proveFrozen(RunReference run, FreezeProof before);

  /**
   * The same at a glance: it takes some seconds at most, runs no command, and never fails because a
   * server is silent.
   */
  FreezeProof lookAtFreeze(RunReference run, FreezeProof before);

  /**
   * Looks whether the source is what a way back would lead to: it answers, and its counts and ids
   * are the snapshot's. Never fails because the server is silent, nor waits for it.
   */
  SourceStanding proveSource(RunReference run);

  /**
   * Tries the way to the target and back beside the traffic: by the gate on a door of its own, or
   * by the commands' own rehearsals. Nothing that applications use is changed, and it never fails
   * because the way does.
   */
  WayBackRehearsal rehearseWayBack(RunReference run);

  /**
   * Runs the plan's command that restarts the target, and waits until it answers again with its
   * collections. Says whether the server was seen to be away meanwhile.
   */
  ActionResult restartTarget(RunReference run);

  /** Reads from the source through the front door and sends the probe: it must be taken again. */
  ActionResult proveThawed(RunReference run);

  /** Real reads of every migrated collection at the target, and a write probe in a scratch one. */
  ActionResult proveTarget(RunReference run);

  /**
   * Runs the commands by which the plan looks in the window whether applications are well served,
   * and says which are not content. They change nothing, so nobody waits for them.
   */
  List<Exceeded> probeCommands(RunReference run);

  /** Runs the plan's acceptance commands against the target. */
  ActionResult acceptance(RunReference run);
}
