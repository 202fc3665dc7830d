package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.VouchLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was found, answered and vouched for so far. */
final class FactsBlock {

  private static final int MOST_COLLECTIONS = 10;

  private final MigrationStatus status;
  private final Page page;

  FactsBlock(MigrationStatus status, Page page) {
    this.status = status;
    this.page = page;
  }

  void answers() {
    for (GateLine gate : status.gates()) {
      if (gate.open() || !context().bounded()) {
        gate.answers()
            .forEach(answer -> page.say("Answer", gate.id().label() + ": " + answer(answer)));
      } else if (!gate.answers().isEmpty()) {
        page.say("Answers", gate.id().label() + ": " + folded(gate.answers()));
      }
    }
  }

  private StatusContext context() {
    return page.context();
  }

  private static String folded(List<AnswerLine> answers) {
    String all =
        answers.stream()
            .map(
                answer ->
                    answer.by()
                        + (answer.decision() == AnswerLine.Decision.APPROVE
                            ? " approved"
                            : " REJECTED"))
            .collect(Collectors.joining(", "));
    return all + (answers.stream().allMatch(AnswerLine::signed) ? "" : "; not signed");
  }

  void records() {
    if (!status.collections().isEmpty()) {
      page.say(
          "Copied",
          String.format(
              Locale.ROOT,
              "%,d of %,d collections",
              status.collectionsCopied(),
              status.collectionsTotal()));
      status.collections().stream()
          .filter(one -> one.state() == CollectionStatus.State.FAILED || one.quarantined() > 0)
          .limit(MOST_COLLECTIONS)
          .forEach(
              one ->
                  page.say(
                      "",
                      String.format(
                          Locale.ROOT,
                          "%s: %s, %,d at the source, %,d at the target, %,d quarantined",
                          one.name(),
                          one.state().name().toLowerCase(Locale.ROOT),
                          one.source(),
                          one.target(),
                          one.quarantined()),
                      page.paint()::warning));
    }
    Totals totals = status.totals();
    if (totals != null && totals.snapshot() > 0) {
      page.say("Records", totals(totals));
    }
  }

  /** What holds is counted, what does not is named; all of it is in the evidence. */
  void criteria() {
    List<Criterion> looked =
        status.criteria().stream().filter(line -> line.pass() != null).toList();
    if (looked.isEmpty()) {
      return;
    }
    long holds = looked.stream().filter(line -> !line.failed()).count();
    int open = status.criteria().size() - looked.size();
    page.say(
        "Criteria",
        holds
            + " of "
            + status.criteria().size()
            + " hold"
            + (open == 0 ? "" : ", " + open + " still to be found or answered"));
    status.criteria().stream().filter(Criterion::failed).forEach(line -> failing("✗", line));
    status.triggers().stream().filter(Criterion::failed).forEach(line -> failing("✗ fired", line));
  }

  private void failing(String sign, Criterion line) {
    page.say(
        "  " + sign,
        line.id() + ": " + line.observed() + " (required: " + line.required() + ")",
        page.paint()::bad);
  }

  void vouched() {
    for (VouchLine line : status.vouched()) {
      page.say("Not proven", line.words(), page.paint()::warning);
    }
  }

  /** The sum that always holds. */
  static String totals(Totals totals) {
    return String.format(
        Locale.ROOT,
        "%,d = %,d equal + %,d quarantined + %,d different + %,d missing; %,d added; %,d equal only by"
            + " tolerance",
        totals.snapshot(),
        totals.equal(),
        totals.quarantined(),
        totals.different(),
        totals.missing(),
        totals.added(),
        totals.byTolerance());
  }

  /** An answer in words. */
  static String answer(AnswerLine answer) {
    String comment =
        answer.comment() == null || answer.comment().isEmpty() ? "" : " (" + answer.comment() + ")";
    return answer.by()
        + " as "
        + answer.role()
        + (answer.decision() == AnswerLine.Decision.APPROVE ? " approved" : " REJECTED")
        + comment
        + (answer.signed() ? ", signed" : ", not signed")
        + (answer.witness() == null ? "" : ", " + answer.witness().words());
  }
}
