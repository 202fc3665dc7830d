package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.terminal.FreezeText;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.text.Durations;
import java.util.ArrayList;
import java.util.List;

/** Signs that the source does not stand still, or not for much longer. */
final class FreezeSigns {

  private FreezeSigns() {}

  static List<Sign> of(RunFacts facts) {
    List<Sign> found = new ArrayList<>();
    facts
        .status()
        .filter(status -> !status.state().ended())
        .ifPresent(status -> of(status, facts, found));
    return found;
  }

  private static void of(MigrationStatus status, RunFacts facts, List<Sign> found) {
    FreezeLine freeze = status.freeze();
    if (freeze == null || freeze.since() == null || freeze.until() != null) {
      return;
    }
    String seen = freeze.message() == null ? "" : freeze.message();
    switch (freeze.standing()) {
      case BROKEN ->
          found.add(
              Sign.of(FreezeTrouble.BROKEN, freeze.standingSince(), freeze.lastSafeGo(), seen));
      case UNKNOWN ->
          found.add(
              Sign.of(FreezeTrouble.UNKNOWN, freeze.standingSince(), freeze.lastSafeGo(), seen));
      case VOUCHED ->
          found.add(Sign.of(FreezeTrouble.NOT_PROVEN, freeze.standingSince(), null, seen));
      default -> {}
    }
    boolean goIsOver = status.decision() != null || status.state() == RunState.ROLLING_BACK;
    if (!goIsOver
        && freeze.lastSafeGo() != null
        && freeze.lastSafeGo().isBefore(facts.now().plus(FreezeText.NEAR))) {
      found.add(
          new Sign(
              FreezeTrouble.NEARLY_USED,
              "",
              freeze.since(),
              List.of(
                  times ->
                      "%s of %s are used; the last safe GO is at %s."
                          .formatted(
                              Durations.words(freeze.frozenSeconds()),
                              Durations.words(freeze.budgetSeconds()),
                              times.apply(freeze.lastSafeGo()))),
              freeze.lastSafeGo()));
    }
  }
}
