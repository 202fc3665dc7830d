package io.chromarunbook.starter.demo;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.EvidenceText;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.EvidenceView;
import java.util.Locale;

/** The person at the terminal answers for everybody. */
final class PersonAtTerminal implements Approvers {

  private final Terminal terminal;
  private String shown = "";

  PersonAtTerminal(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Verdict answer(String person, Role role, EvidenceView evidence) {
    if (!shown.equals(evidence.digest())) {
      shown = evidence.digest();
      terminal.say(EvidenceText.of(evidence, terminal.paint()));
    }
    while (true) {
      String typed =
          terminal
              .ask("You are %s (%s): approve %s? [y/n]".formatted(person, role, evidence.gate()))
              .orElseThrow(PersonAtTerminal::nobodyLeft)
              .toLowerCase(Locale.ROOT);
      if (typed.startsWith("y")) {
        return Verdict.APPROVE;
      }
      if (typed.startsWith("n")) {
        return Verdict.REJECT;
      }
    }
  }

  private static Failure nobodyLeft() {
    return Failure.refused(
        "Nobody answers at this terminal any more; the migration waits and its servers keep running."
            + " Look at it with "
            + Commands.of("status")
            + ", stop everything with "
            + Commands.of("down"));
  }
}
