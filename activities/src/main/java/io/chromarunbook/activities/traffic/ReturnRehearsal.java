package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.frontdoor.GateAdmin;
import io.chromarunbook.activities.frontdoor.GateException;
import io.chromarunbook.activities.frontdoor.GateRehearsal;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.TrafficGate;
import io.chromarunbook.workflows.plan.TrafficPlan;
import io.chromarunbook.workflows.steps.WayBackRehearsal;
import io.chromarunbook.workflows.steps.WayBackRehearsal.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tries the way to the target and back beside the traffic. */
final class ReturnRehearsal {

  private static final List<TrafficAction> THERE_AND_BACK =
      List.of(TrafficAction.SWITCH, TrafficAction.REVERT, TrafficAction.THAW);

  private final OpenRun run;
  private final Attempt attempt;
  private final CommandRunner runner;

  ReturnRehearsal(OpenRun run, Attempt attempt, CommandRunner runner) {
    this.run = run;
    this.attempt = attempt;
    this.runner = runner;
  }

  WayBackRehearsal take() {
    TrafficPlan traffic = run.plan().traffic();
    return switch (traffic.mode()) {
      case GATE -> byGate(traffic.gate());
      case COMMANDS -> byCommands();
      case MANUAL -> notTried("people lead applications back, and confirm it");
    };
  }

  private WayBackRehearsal byGate(TrafficGate plan) {
    try {
      GateRehearsal rehearsal =
          GateAdmin.of(run, plan)
              .rehearse(
                  new GateCrossing(run).order(),
                  run.secrets().resolve(run.plan().source().headers()));
      return new WayBackRehearsal(
          rehearsal.well() ? State.SEEN : State.FAILED,
          rehearsal.message(),
          Duration.ofMillis(rehearsal.revertMillis()));
    } catch (GateException e) {
      return new WayBackRehearsal(State.FAILED, e.getMessage(), Duration.ZERO);
    }
  }

  private WayBackRehearsal byCommands() {
    List<TrafficAction> without = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    Duration back = Duration.ZERO;
    TrafficCommands commands = TrafficCommands.inNobodysTurn(run, attempt, runner);
    for (TrafficAction action : THERE_AND_BACK) {
      CommandPlan command = run.plan().traffic().commands().get(action);
      if (command.rehearse().isEmpty()) {
        without.add(action);
        continue;
      }
      long start = System.nanoTime();
      TrafficCommands.Told told =
          commands.run("rehearse-" + action.label(), command.rehearse(), command.timeout());
      if (!told.well()) {
        return new WayBackRehearsal(State.FAILED, told.message(), Duration.ZERO);
      }
      seen.add(told.message());
      if (action != TrafficAction.SWITCH) {
        back = back.plusNanos(System.nanoTime() - start);
      }
    }
    if (seen.isEmpty() || without.contains(TrafficAction.REVERT)) {
      return notTried(
          "the plan has no traffic.commands."
              + TrafficAction.REVERT.label()
              + ".rehearse, which would try it");
    }
    String words = String.join("; ", seen);
    return new WayBackRehearsal(
        State.SEEN, without.isEmpty() ? words : words + "; not tried: " + labels(without), back);
  }

  private static String labels(List<TrafficAction> actions) {
    return actions.stream().map(TrafficAction::label).collect(Collectors.joining(", "));
  }

  private static WayBackRehearsal notTried(String why) {
    return new WayBackRehearsal(State.NOT_TRIED, why, Duration.ZERO);
  }
}
