package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AlarmLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.ManualLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Signs that a run waits for somebody to say or do something. */
final class PeopleSigns {

  /** From here on people must hurry. */
  private static final Duration NEAR = Duration.ofMinutes(10);

  private final MigrationStatus status;
  private final RunFacts facts;
  private final List<Sign> found = new ArrayList<>();

  private PeopleSigns(MigrationStatus status, RunFacts facts) {
    this.status = status;
    this.facts = facts;
  }

  static List<Sign> of(RunFacts facts) {
    if (facts.status().filter(status -> !status.state().ended()).isEmpty()) {
      return List.of();
    }
    PeopleSigns signs = new PeopleSigns(facts.status().orElseThrow(), facts);
    signs.gates();
    signs.status.manual().forEach(signs::byHand);
    signs.paused();
    signs.window();
    signs.wayBack();
    return signs.found;
  }

  private void gates() {
    if (status.state() == RunState.ROLLING_BACK) {
      return;
    }
    status.gates().stream().filter(GateLine::open).forEach(this::gate);
  }

  private void gate(GateLine gate) {
    String missing =
        gate.required().stream()
            .filter(role -> gate.answers().stream().noneMatch(answer -> answer.role() == role))
            .map(Role::label)
            .collect(Collectors.joining(", "));
    if (missing.isEmpty()) {
      return;
    }
    found.add(
        new Sign(
            near(gate.deadline()) ? PeopleAwaited.GATE_NEARLY_MISSED : PeopleAwaited.GATE,
            "gate " + gate.id().label(),
            null,
            List.of(
                times ->
                    "The gate "
                        + gate.id().label()
                        + " waits until "
                        + times.apply(gate.deadline())
                        + "; not answered: "
                        + missing
                        + "."),
            gate.deadline()));
  }

  private boolean near(Instant deadline) {
    return deadline != null && deadline.isBefore(facts.now().plus(NEAR));
  }

  private void byHand(ManualLine asked) {
    boolean refused = asked.refusal() != null;
    List<Evidence> evidence = new ArrayList<>();
    if (refused) {
      evidence.add(Evidence.of("The last confirmation did not count: " + asked.refusal()));
    }
    evidence.add(Evidence.of("By hand: " + asked.instruction()));
    found.add(
        new Sign(
            refused ? PeopleAwaited.NOT_CONFIRMED : PeopleAwaited.BY_HAND,
            asked.action().label() + " by hand",
            null,
            evidence,
            asked.deadline()));
  }

  private void paused() {
    if (status.state() == RunState.PAUSED) {
      found.add(
          Sign.of(
              PeopleAwaited.PAUSED,
              null,
              null,
              status.reason() == null || status.reason().isEmpty()
                  ? "The run is PAUSED at step " + status.step() + "."
                  : status.reason()));
    }
  }

  private void window() {
    boolean asks =
        status.state() == RunState.MONITORING
            && status.nextActions().stream()
                .anyMatch(action -> action.verb() == NextAction.Verb.ROLLBACK);
    if (asks || (status.state() == RunState.MONITORING && !status.awaiting().isEmpty())) {
      found.add(
          Sign.of(
              PeopleAwaited.WINDOW_ASKS,
              status.window() == null ? null : status.window().lastProbeAt(),
              null,
              status.reason() == null || status.reason().isEmpty()
                  ? String.valueOf(status.window() == null ? "" : status.window().lastProbe())
                  : status.reason()));
    }
    for (AlarmLine alarm : status.alarms()) {
      if (status.window() != null) {
        KnownIssue issue =
            AlarmLine.SOURCE.equals(alarm.about())
                ? PeopleAwaited.SOURCE_ALARM
                : PeopleAwaited.PAST_A_LIMIT;
        found.add(Sign.of(issue, alarm.since(), null, alarm.message()));
      }
    }
  }

  private void wayBack() {
    if (status.wayBack() != null && status.wayBack().objection() != null) {
      found.add(
          Sign.of(
              PeopleAwaited.WAY_BACK_WAITS,
              status.wayBack().objectedAt(),
              null,
              status.wayBack().objection()));
    }
  }
}
