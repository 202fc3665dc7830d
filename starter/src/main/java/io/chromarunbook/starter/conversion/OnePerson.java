package io.chromarunbook.starter.conversion;

import io.chromarunbook.starter.demo.Approvers;
import io.chromarunbook.starter.terminal.EvidenceText;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.EvidenceView;
import java.util.HashMap;
import java.util.Map;

/** Answers once for all roles, on evidence that is shown. */
final class OnePerson implements Approvers {

  private final Terminal terminal;
  private final Question question;
  private final Map<String, Verdict> answered = new HashMap<>();

  OnePerson(Terminal terminal, Question question) {
    this.terminal = terminal;
    this.question = question;
  }

  @Override
  public Verdict answer(String person, Role role, EvidenceView evidence) {
    return answered.computeIfAbsent(
        evidence.digest(),
        digest -> {
          question.show(EvidenceText.of(evidence, terminal.paint()));
          return question.yes(asked(evidence.gate())) ? Verdict.APPROVE : Verdict.REJECT;
        });
  }

  private static String asked(GateId gate) {
    return switch (gate) {
      case PRE_MIGRATION -> "Move these records now?";
      case GO_NO_GO -> "Everything was compared; is the new one to be used?";
    };
  }
}
