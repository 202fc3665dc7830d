package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.GatePlan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.ReportActivities;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks people at a gate and goes on only when all of them agree. */
final class GateKeeper {

  private final Scene scene;
  private final EvidenceRoom evidenceRoom;
  private final Checklist checklist;
  private final Window window;

  GateKeeper(Scene scene, EvidenceRoom evidenceRoom, Checklist checklist, Window window) {
    this.scene = scene;
    this.evidenceRoom = evidenceRoom;
    this.checklist = checklist;
    this.window = window;
  }

  /** 1.7. */
  void preMigration() {
    scene.step(
        Step.APPROVALS,
        RunState.WAITING,
        () -> {
          GatePlan asked = scene.plan().gate(GateId.PRE_MIGRATION);
          pass(
              GateId.PRE_MIGRATION,
              () -> evidenceRoom.preMigration(scene.board().judgement()),
              checklist::dryRunAgain,
              Timeline.now().plus(asked.deadline()));
          return "approved";
        });
  }

  /** Step 6. The gate never stays open past the last safe GO. */
  void goNoGo() {
    scene.step(
        Step.GO_NO_GO,
        RunState.WAITING,
        () -> {
          GatePlan asked = scene.plan().gate(GateId.GO_NO_GO);
          pass(
              GateId.GO_NO_GO,
              () -> evidenceRoom.goNoGo(scene.board().judgement()),
              window::judgeAgain,
              scene.freeze().within(Timeline.now().plus(asked.deadline())));
          scene.ledger().decision = "GO";
          scene.journal().decision("", "GO");
          return "GO";
        });
  }

  /**
   * Passes a gate.
   *
   * @param again finds out anew what the evidence says, by an amended plan
   */
  private void pass(GateId id, Supplier<EvidenceView> evidence, Runnable again, Instant deadline) {
    Ledger.Gate gate = scene.ledger().gate(id);
    boolean settled;
    do {
      if (gate.lapsed) {
        again.run();
        gate.lapsed = false;
      }
      settled = ask(id, evidence, gate.deadline == null ? deadline : gate.deadline);
    } while (lapsed(id));
    scene.gates().close(id);
    scene.timeline().works(RunState.RUNNING);
    conclude(id, settled);
  }

  /** Whether people amended the plan instead of answering; what they answered lapses with it. */
  private boolean lapsed(GateId id) {
    if (scene.ledger().amendment == null) {
      return false;
    }
    scene.gates().lapse(id);
    scene.timeline().works(RunState.RUNNING);
    scene.putAmendmentInForce();
    scene.board().publish();
    return true;
  }

  /** Opens the gate, unless it is open already, and waits for the answers. */
  private boolean ask(GateId id, Supplier<EvidenceView> evidence, Instant deadline) {
    Ledger.Gate gate = scene.ledger().gate(id);
    GatePlan asked = scene.plan().gate(id);
    scene.timeline().waits(RunState.WAITING);
    if (gate.openedAt == null) {
      EvidenceView view = evidence.get();
      Workflow.newActivityStub(
              ReportActivities.class, Profiles.light("write the evidence for gate " + id))
          .writeEvidence(scene.run(), view);
      scene.gates().open(id, view, deadline);
      if (!scene.gates().settled(id)) {
        scene.people().tell(notice(id, "please answer"));
      }
    }
    scene.board().publish();
    return scene
        .people()
        .await(
            gate.deadline,
            asked.remindEvery(),
            () -> notice(id, "reminder"),
            () -> scene.gates().settled(id) || scene.ledger().amendment != null);
  }

  private void conclude(GateId id, boolean settled) {
    Ledger.Gate gate = scene.ledger().gate(id);
    if (!settled) {
      throw scene.end(
          "The gate %s expired at %s; not answered: %s"
              .formatted(id, gate.deadline, scene.gates().missing(id)));
    }
    Optional<AnswerLine> rejection = scene.gates().rejection(id);
    if (rejection.isPresent()) {
      AnswerLine answer = rejection.get();
      throw scene.end(
          "%s (%s) rejected %s%s"
              .formatted(
                  answer.by(),
                  answer.role(),
                  id,
                  answer.comment() == null ? "" : ": " + answer.comment()));
    }
  }

  private Notice notice(GateId id, String what) {
    return scene.notice(
        "gate " + id + ": " + what,
        "The gate is open until " + scene.ledger().gate(id).deadline + ".",
        scene.gates().missing(id).toArray(Role[]::new));
  }
}
