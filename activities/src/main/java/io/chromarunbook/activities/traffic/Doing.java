package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.workflows.plan.Doer;
import io.chromarunbook.workflows.plan.TrafficAction;
import java.util.Optional;

/** Finds how a machine does an action of a run: by a command, at the gate, or not at all. */
final class Doing {

  private final OpenRun run;
  private final Attempt attempt;
  private final CommandRunner runner;

  Doing(OpenRun run, Attempt attempt, CommandRunner runner) {
    this.run = run;
    this.attempt = attempt;
    this.runner = runner;
  }

  /** To do it, which takes the turn; nothing where people do it. */
  Optional<Deed> inTurn(TrafficAction action) {
    Doer doer = run.plan().doer(action);
    if (doer instanceof Doer.Command one) {
      return Optional.of(
          new CommandDeed(TrafficCommands.inTurn(run, attempt, runner), action, one.command()));
    }
    if (doer instanceof Doer.Gate one) {
      Turn turn = Turn.take(run.folder().trafficTurn());
      return Optional.of(new GateDeed(run, attempt, one.gate(), action, turn));
    }
    if (doer instanceof Doer.ServedCopy || doer instanceof Doer.LiveDirectory) {
      return Optional.of(new DirectoryDeed(run, attempt, action));
    }
    return Optional.empty();
  }

  /** Looks whether its state is there; whoever has the turn keeps it. */
  Optional<StateReading> look(TrafficAction action) {
    Doer doer = run.plan().doer(action);
    if (doer instanceof Doer.Command one) {
      return one.command().check().isEmpty()
          ? Optional.empty()
          : Optional.of(
              StateReading.of(
                  TrafficCommands.inNobodysTurn(run, attempt, runner),
                  action.label(),
                  one.command()));
    }
    if (doer instanceof Doer.Gate one) {
      Turn turn = Turn.asItIs(run.folder().trafficTurn());
      return Optional.of(new GateDeed(run, attempt, one.gate(), action, turn).read());
    }
    if (doer instanceof Doer.ServedCopy || doer instanceof Doer.LiveDirectory) {
      return Optional.of(new DirectoryDeed(run, attempt, action).read());
    }
    if (doer instanceof Doer.Nobody) {
      return Optional.of(new StateReading.There());
    }
    return Optional.empty();
  }
}
