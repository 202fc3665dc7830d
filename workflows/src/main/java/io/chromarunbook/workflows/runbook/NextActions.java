package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.NextAction.Verb;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.SourceStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What people can do now, as data; the likeliest first. */
final class NextActions {

  private static final int SHOWN_DIGITS = 12;

  private final PlanInForce inForce;
  private final MigrationState state;
  private final Gates gates;
  private final Authority authority;

  NextActions(PlanInForce inForce, MigrationState state, Gates gates, Authority authority) {
    this.inForce = inForce;
    this.state = state;
    this.gates = gates;
    this.authority = authority;
  }

  List<NextAction> now() {
    List<NextAction> actions = new ArrayList<>();
    state.byHand.awaited.keySet().stream()
        .map(action -> action(Verb.CONFIRM, Right.CONFIRM, Map.of("action", action.label())))
        .forEach(actions::add);
    if (state.end.ending == null) {
      underWay(actions);
    } else if (!state.timeline.state.ended() && state.wayBack.objection != null) {
      actions.add(rollback());
    }
    if (state.timeline.state.ended()) {
      ended(actions);
    }
    if (actions.isEmpty()) {
      actions.add(anybody(Verb.WATCH));
    }
    return actions;
  }

  private void underWay(List<NextAction> actions) {
    if (state.timeline.paused) {
      actions.add(action(Verb.RESUME, Right.RESUME, Map.of()));
      return;
    }
    if (state.hold.verdict != null) {
      for (Remedy remedy : state.hold.verdict.remedies()) {
        actions.add(
            action(
                Verb.DECIDE,
                remedy.choice() == Choice.NO_GO ? Right.NO_GO : Right.RETRY,
                Map.of("choice", remedy.choice().label())));
      }
      return;
    }
    gates.open().ifPresent(gate -> answers(gate, actions));
    if (state.window.asked != null) {
      if (!wayBackIsLost()) {
        actions.add(rollback());
      }
      actions.add(action(Verb.DECIDE, Right.ROLLBACK, Map.of("choice", Choice.STAY.label())));
    }
  }

  private void answers(GateId gate, List<NextAction> actions) {
    List<Role> missing = gates.missing(gate);
    if (missing.isEmpty()) {
      return;
    }
    actions.add(anybody(Verb.EVIDENCE));
    String digest = state.gate(gate).evidence.digest().substring(0, SHOWN_DIGITS);
    for (Role role : missing) {
      actions.add(
          asked(
              Verb.APPROVE,
              List.of(role),
              gates.mayAnswer(gate, role),
              Map.of("gate", gate.label(), "role", role.label(), "evidence", digest)));
    }
  }

  private boolean wayBackIsLost() {
    return state.window.lastProbe != null
        && state.window.lastProbe.source() != null
        && state.window.lastProbe.source().state() == SourceStanding.State.SILENT;
  }

  private NextAction rollback() {
    Map<String, String> accepting =
        state.wayBack.toldLoss == null ? Map.of() : Map.of("accept-loss", state.wayBack.toldLoss);
    return action(Verb.ROLLBACK, Right.ROLLBACK, accepting);
  }

  private void ended(List<NextAction> actions) {
    actions.add(anybody(Verb.REPORT));
    if (state.timeline.state == RunState.COMPLETED
        && state.cutover.attempted
        && !state.end.closed) {
      actions.add(action(Verb.CLOSE, Right.CLOSE, Map.of()));
    }
    if (state.timeline.state == RunState.ROLLED_BACK
        && state.wayBack.leftBehind != null
        && state.wayBack.leftBehind.total() > 0) {
      actions.add(anybody(Verb.PUT_BACK));
    }
  }

  private NextAction anybody(Verb verb) {
    return NextAction.anybody(verb, inForce.run().migration());
  }

  private NextAction action(Verb verb, Right right, Map<String, String> arguments) {
    List<Role> roles = authority.roles(right);
    return asked(
        verb,
        roles,
        roles.stream().flatMap(role -> inForce.plan().holders(role).stream()).distinct().toList(),
        arguments);
  }

  private NextAction asked(
      Verb verb, List<Role> roles, List<String> people, Map<String, String> arguments) {
    return new NextAction(
        verb, inForce.run().migration(), roles, people, inForce.plan().contacts(people), arguments);
  }
}
