package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.GatePlan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.WitnessStatement;
import io.chromarunbook.workflows.text.UtcTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The gates: what they ask, who answered, and whether an answer counts. */
final class Gates {

  private static final int SHORTEST_DIGEST = 12;
  private static final int MOST_EARLY = 50;

  private final MigrationState state;
  private final Journal journal;
  private final PlanInForce inForce;
  private final Authority authority;

  Gates(MigrationState state, Journal journal, PlanInForce inForce, Authority authority) {
    this.state = state;
    this.journal = journal;
    this.inForce = inForce;
    this.authority = authority;
  }

  /** Opens a gate on its evidence; answers that came early count now or never. */
  void open(GateId id, EvidenceView evidence, Instant deadline, RefusedAnswers refusedAnswers) {
    MigrationState.Gate gate = state.gate(id);
    gate.openedAt = Timeline.now();
    gate.deadline = deadline;
    gate.evidence = evidence;
    List<MigrationState.EarlyAnswer> early = List.copyOf(gate.early);
    gate.early.clear();
    for (MigrationState.EarlyAnswer kept : early) {
      if (count(gate, kept.answer(), kept.decision()) instanceof Reply.Refused refused) {
        journal.refused(kept.answer().by(), refused.reason());
        refusedAnswers.tell(kept.answer(), refused.reason());
      }
    }
  }

  /** Takes back what a gate was opened on and what was answered to it. */
  void lapse(GateId id) {
    MigrationState.Gate gate = state.gate(id);
    gate.lapsed = true;
    gate.openedAt = null;
    gate.answers.clear();
  }

  /** Asks anew at a gate that was passed, because what was approved has changed. */
  void reopen(GateId id) {
    MigrationState.Gate gate = state.gate(id);
    gate.closed = false;
    gate.openedAt = null;
    gate.deadline = null;
    gate.answers.clear();
  }

  /** What the gate had people decide on is found out anew. */
  void foundAnew(GateId id) {
    state.gate(id).lapsed = false;
  }

  void close(GateId id) {
    state.gate(id).closed = true;
  }

  /** Whether every role approved. */
  boolean passed(GateId id) {
    return missing(id).isEmpty() && rejection(id).isEmpty();
  }

  /** The answer that refuses the gate. */
  Optional<AnswerLine> rejection(GateId id) {
    return state.gate(id).answers.stream()
        .filter(answer -> answer.decision() == AnswerLine.Decision.REJECT)
        .findFirst();
  }

  /** Whether there is nothing left to wait for. */
  boolean settled(GateId id) {
    return passed(id) || rejection(id).isPresent();
  }

  /** The roles that have not answered. */
  List<Role> missing(GateId id) {
    List<Role> missing = new ArrayList<>(inForce.plan().gate(id).roles());
    state.gate(id).answers.forEach(answer -> missing.remove(answer.role()));
    return missing;
  }

  /** The same as people read it; empty where all have answered. */
  String missingInWords(GateId id) {
    return missing(id).stream().map(Role::toString).collect(Collectors.joining(", "));
  }

  /** The people who can still answer for a role. */
  List<String> mayAnswer(GateId id, Role role) {
    List<String> holders = inForce.plan().holders(role);
    if (!inForce.plan().gates().fourEyes()) {
      return holders;
    }
    return holders.stream()
        .filter(person -> !person.equals(state.preparation.startedBy))
        .filter(
            person -> state.gate(id).answers.stream().noneMatch(given -> given.by().equals(person)))
        .toList();
  }

  /** The gate that is open. */
  Optional<GateId> open() {
    return Arrays.stream(GateId.values()).filter(id -> state.gate(id).open()).findFirst();
  }

  /** What each role said: true for approve. */
  Map<Role, Boolean> answers(GateId id) {
    Map<Role, Boolean> answers = new TreeMap<>();
    state
        .gate(id)
        .answers
        .forEach(
            answer -> answers.put(answer.role(), answer.decision() == AnswerLine.Decision.APPROVE));
    return answers;
  }

  /** Takes an answer by the rules. */
  Reply answer(GateAnswer answer, AnswerLine.Decision decision) {
    GatePlan asked = inForce.plan().gate(answer.gate());
    MigrationState.Gate gate = state.gate(answer.gate());
    if (!asked.roles().contains(answer.role())) {
      return new Reply.Refused(
          "the gate %s does not ask %s; it asks %s"
              .formatted(answer.gate(), answer.role(), asked.roles()));
    }
    Optional<String> objection = authority.objection(answer.role(), answer.by());
    if (objection.isPresent()) {
      return new Reply.Refused(objection.get());
    }
    if (answer.evidence() == null || answer.evidence().length() < SHORTEST_DIGEST) {
      return new Reply.Refused(
          "the answer does not say which evidence was seen; give at least "
              + SHORTEST_DIGEST
              + " hex digits of its digest, see "
              + RunbookCommand.of("evidence", inForce.run().migration()));
    }
    if (contradictory(answer, decision)) {
      return new Reply.Refused(
          "an approval cannot rest on a witness who says DIFFERENT; reject with this witness's"
              + " result, or mend what differs and call the witness again");
    }
    if (gate.closed || state.end.ending != null) {
      return new Reply.Refused("the gate " + answer.gate() + " is closed");
    }
    if (gate.openedAt == null) {
      return keep(gate, answer, decision);
    }
    return count(gate, answer, decision);
  }

  /** Four eyes: nobody decides alone, unless the plan says so. */
  private Optional<String> decidesAlone(MigrationState.Gate gate, GateAnswer answer) {
    if (!inForce.plan().gates().fourEyes()) {
      return Optional.empty();
    }
    if (answer.by().equals(state.preparation.startedBy)) {
      return Optional.of(
          answer.by()
              + " started the run, and with gates.fourEyes another person must answer for "
              + answer.role());
    }
    return gate.answers.stream()
        .filter(given -> given.by().equals(answer.by()) && given.role() != answer.role())
        .findFirst()
        .map(
            given ->
                "%s has answered as %s, and with gates.fourEyes one person answers for one role; another person must answer for %s"
                    .formatted(answer.by(), given.role(), answer.role()));
  }

  private static boolean contradictory(GateAnswer answer, AnswerLine.Decision decision) {
    return decision == AnswerLine.Decision.APPROVE
        && answer.witness() != null
        && answer.witness().verdict() == WitnessStatement.Verdict.DIFFERENT;
  }

  private Reply keep(MigrationState.Gate gate, GateAnswer answer, AnswerLine.Decision decision) {
    if (gate.early.size() >= MOST_EARLY) {
      return new Reply.Refused("the gate " + answer.gate() + " is not open yet");
    }
    gate.early.add(new MigrationState.EarlyAnswer(answer, decision));
    return new Reply.Accepted(
        "kept; it counts if the gate "
            + answer.gate()
            + " opens with the evidence "
            + answer.evidence());
  }

  private Reply count(MigrationState.Gate gate, GateAnswer answer, AnswerLine.Decision decision) {
    if (!gate.evidence.digest().startsWith(answer.evidence())) {
      return new Reply.Refused(
          "the answer was given on the evidence %s, but the gate %s decides on %s; read it with %s"
              .formatted(
                  answer.evidence(),
                  answer.gate(),
                  gate.evidence.digest().substring(0, SHORTEST_DIGEST),
                  RunbookCommand.of("evidence", inForce.run().migration())));
    }
    if (answer.witness() != null && !gate.evidence.digest().equals(answer.witness().evidence())) {
      return new Reply.Refused(
          "the witness spoke on the evidence %s, but the gate %s decides on %s; call the witness again with the report of now: %s"
              .formatted(
                  answer.witness().evidence().substring(0, SHORTEST_DIGEST),
                  answer.gate(),
                  gate.evidence.digest().substring(0, SHORTEST_DIGEST),
                  RunbookCommand.of(
                      "report",
                      inForce.run().migration(),
                      "--format",
                      "json",
                      "-o",
                      "report.json")));
    }
    if (Timeline.now().isAfter(gate.deadline)) {
      return new Reply.Refused(
          "the gate " + answer.gate() + " expired at " + UtcTime.words(gate.deadline));
    }
    Optional<String> alone = decidesAlone(gate, answer);
    if (alone.isPresent()) {
      return new Reply.Refused(alone.get());
    }
    for (AnswerLine given : gate.answers) {
      if (given.role() == answer.role()) {
        return new Reply.Refused(
            "%s has answered already: %s by %s at %s"
                .formatted(
                    given.role(),
                    given.decision() == AnswerLine.Decision.APPROVE ? "approved" : "rejected",
                    given.by(),
                    UtcTime.words(given.at())));
      }
    }
    AnswerLine line =
        new AnswerLine(
            answer.role(),
            answer.by(),
            decision,
            Timeline.now(),
            answer.comment(),
            false,
            answer.witness());
    gate.answers.add(line);
    String done = decision == AnswerLine.Decision.APPROVE ? "approved" : "rejected";
    journal.decision(
        answer.by(),
        "%s %s at %s%s%s"
            .formatted(
                answer.role(),
                done,
                answer.gate(),
                answer.witness() == null ? "" : "; " + answer.witness().words(),
                answer.comment() == null ? "" : ": " + answer.comment()));
    String missing = missingInWords(answer.gate());
    return new Reply.Accepted(
        done + (missing.isEmpty() ? "; everybody has answered" : "; still to answer: " + missing));
  }
}
