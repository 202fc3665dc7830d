package io.chromarunbook.starter.demo;

import io.chromarunbook.client.Delivery;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.RunMessage;
import io.chromarunbook.client.SilentWorker;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.GateAnswer;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Answers each open gate for its roles, by the same door people use, on what they have read. */
public final class DemoApprovals {

  private final Migrations migrations;
  private final Plan plan;
  private final Approvers approvers;
  private final Terminal terminal;
  private final Set<String> answered = new HashSet<>();

  /** Answers for the people of this plan. */
  public DemoApprovals(Migrations migrations, Plan plan, Approvers approvers, Terminal terminal) {
    this.migrations = migrations;
    this.plan = plan;
    this.approvers = approvers;
    this.terminal = terminal;
  }

  /** Gives the next answer an open gate waits for, if one does. */
  public void lookAt(MigrationStatus status) {
    for (GateLine gate : status.gates()) {
      if (gate.open()) {
        gate.required().stream()
            .filter(role -> gate.answers().stream().noneMatch(line -> line.role() == role))
            .filter(role -> !answered.contains(key(gate, role)))
            .findFirst()
            .ifPresent(role -> answer(status.migration(), gate, role));
      }
    }
  }

  private static String key(GateLine gate, Role role) {
    return gate.id() + " " + role + " " + gate.evidenceDigest();
  }

  private void answer(String migration, GateLine gate, Role role) {
    Optional<EvidenceView> evidence = evidence(migration, gate);
    if (evidence.isEmpty()) {
      return;
    }
    String person = plan.holders(role).get(0);
    Approvers.Verdict verdict = approvers.answer(person, role, evidence.get());
    Delivery delivery =
        migrations.send(
            migration,
            verdict == Approvers.Verdict.APPROVE ? RunMessage.APPROVE : RunMessage.REJECT,
            new GateAnswer(
                UUID.randomUUID().toString(),
                gate.id(),
                role,
                person,
                evidence.get().digest(),
                null));
    answered.add(key(gate, role));
    if (delivery instanceof Delivery.Answered told && told.reply() instanceof Reply.Refused no) {
      terminal.say(
          terminal.paint().bad("    " + person + " as " + role + " was refused: " + no.reason()));
    }
  }

  private Optional<EvidenceView> evidence(String migration, GateLine gate) {
    try {
      return migrations.evidence(migration).filter(shown -> shown.gate() == gate.id());
    } catch (SilentWorker e) {
      return Optional.empty();
    }
  }
}
