package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.GatePlan;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.Announcement;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.ReportActivities;
import io.chromarunbook.workflows.text.UtcTime;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks people at a gate and goes on only when all of them agree. */
final class GateKeeper {

  private final RunContext context;
  private final Gates gates;
  private final RefusedAnswers refusedAnswers;
  private final GateEvidence gateEvidence;
  private final PreMigration preMigration;
  private final Validation validation;
  private final Freeze freeze;

  GateKeeper(
      RunContext context,
      Gates gates,
      RefusedAnswers refusedAnswers,
      GateEvidence gateEvidence,
      PreMigration preMigration,
      Validation validation,
      Freeze freeze) {
    this.context = context;
    this.gates = gates;
    this.refusedAnswers = refusedAnswers;
    this.gateEvidence = gateEvidence;
    this.preMigration = preMigration;
    this.validation = validation;
    this.freeze = freeze;
  }

  /** 1.7. */
  void preMigration() {
    context.step(
        Step.APPROVALS,
        RunState.WAITING,
        () -> {
          Instant deadline =
              Timeline.now().plus(context.plan().gate(GateId.PRE_MIGRATION).deadline());
          pass(
              GateId.PRE_MIGRATION,
              () -> gateEvidence.preMigration(context.board().judgement()),
              preMigration::dryRunAgain,
              deadline);
          return "approved";
        });
  }

  /** Step 6. The gate never stays open past the last safe GO. */
  void goNoGo() {
    context.step(
        Step.GO_NO_GO,
        RunState.WAITING,
        () -> {
          Instant asked = Timeline.now().plus(context.plan().gate(GateId.GO_NO_GO).deadline());
          pass(
              GateId.GO_NO_GO,
              () -> gateEvidence.goNoGo(context.board().judgement()),
              validation::judgeAgain,
              context.clock().within(asked));
          context.endings().decide("GO");
          context.journal().decision("", "GO");
          return "GO";
        });
  }

  /**
   * Passes a gate.
   *
   * @param again finds out anew what the evidence says, by an amended plan
   */
  private void pass(GateId id, Supplier<EvidenceView> evidence, Runnable again, Instant deadline) {
    MigrationState.Gate gate = context.state().gate(id);
    boolean settled;
    do {
      if (gate.lapsed) {
        again.run();
        gates.foundAnew(id);
      }
      settled = ask(id, evidence, gate.deadline == null ? deadline : gate.deadline);
    } while (amended(id) || mendedFreeze(id));
    gates.close(id);
    context.timeline().works(RunState.RUNNING);
    conclude(id, settled);
    tellDecided(id);
  }

  private void tellDecided(GateId id) {
    String answers =
        context.state().gate(id).answers.stream()
            .map(answer -> answer.role() + " (" + answer.by() + ")")
            .collect(Collectors.joining(", "));
    context.tell(Announcement.decided(id, answers));
  }

  /** Whether people amended the plan instead of answering; what they answered lapses with it. */
  private boolean amended(GateId id) {
    if (context.state().amendment.pending == null) {
      return false;
    }
    gates.lapse(id);
    context.timeline().works(RunState.RUNNING);
    context.putAmendmentInForce();
    context.board().publish();
    return true;
  }

  /** Whether the freeze was broken while people were asked; what they answered lapses with it. */
  private boolean mendedFreeze(GateId id) {
    if (!freeze.broken()) {
      return false;
    }
    gates.reopen(id);
    context.timeline().works(RunState.RUNNING);
    freeze.holdWhileBroken();
    return true;
  }

  /** Opens the gate, unless it is open already, and waits for the answers. */
  private boolean ask(GateId id, Supplier<EvidenceView> evidence, Instant deadline) {
    MigrationState.Gate gate = context.state().gate(id);
    GatePlan asked = context.plan().gate(id);
    context.timeline().waits(RunState.WAITING);
    if (gate.openedAt == null) {
      EvidenceView view = evidence.get();
      Workflow.newActivityStub(
              ReportActivities.class, Profiles.light("write the evidence for gate " + id))
          .writeEvidence(context.run(), view);
      gates.open(id, view, deadline, refusedAnswers);
      if (!gates.settled(id)) {
        context.notifier().tell(notice(id, "please answer"));
      }
    }
    context.board().publish();
    return context
        .notifier()
        .await(
            gate.deadline,
            asked.remindEvery(),
            number -> notice(id, "reminder").escalated(asked.escalatedTo(number)),
            () ->
                gates.settled(id) || context.state().amendment.pending != null || freeze.broken());
  }

  private void conclude(GateId id, boolean settled) {
    MigrationState.Gate gate = context.state().gate(id);
    if (!settled) {
      throw context
          .endings()
          .end(
              "The gate %s expired at %s; not answered: %s"
                  .formatted(id, UtcTime.words(gate.deadline), gates.missingInWords(id)));
    }
    Optional<AnswerLine> rejection = gates.rejection(id);
    if (rejection.isPresent()) {
      AnswerLine answer = rejection.get();
      throw context
          .endings()
          .end(
              "%s (%s) rejected %s%s"
                  .formatted(
                      answer.by(),
                      answer.role(),
                      id,
                      answer.comment() == null ? "" : ": " + answer.comment()));
    }
  }

  private Notice notice(GateId id, String what) {
    Announcement announcement = Announcement.gate(id, what, gates.missing(id));
    return context
        .notice(announcement)
        .asks(context.state().gate(id).deadline, announcement.otherwise());
  }
}
