package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.VouchLine;
import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an open gate decides on, for the people who decide. */
public final class EvidenceText {

  private EvidenceText() {}

  /** The lines. */
  public static List<String> of(EvidenceView evidence, Paint paint) {
    List<String> lines = new ArrayList<>();
    lines.add(
        paint.bold(
            "Evidence "
                + StatusText.shortDigest(evidence.digest())
                + (evidence.gate() == null ? "" : " for gate " + evidence.gate().label())));
    lines.addAll(pairs(evidence.facts()));
    lines.addAll(CriteriaTable.of(evidence.criteria(), evidence.triggers(), paint));
    if (!evidence.checks().isEmpty()) {
      lines.add(paint.bold("Checks"));
      CheckText.of(evidence.checks(), paint).forEach(line -> lines.add("  " + line));
      lines.add("  " + CheckText.sum(evidence.checks()));
    }
    for (Finding finding : evidence.findings()) {
      lines.add(paint.warning("  ! " + finding.message()));
    }
    for (HoldLine hold : evidence.holds()) {
      lines.add(paint.warning("  HOLD at " + StepName.of(hold.step()) + ": " + hold.reason()));
      lines.add(
          "    "
              + (hold.choice() == null ? "amended" : hold.choice().label())
              + " by "
              + hold.by()
              + (hold.outcome() == null ? "" : ": " + hold.outcome()));
    }
    for (VouchLine line : evidence.vouched()) {
      lines.add(paint.warning("  NOT PROVEN: " + line.words()));
    }
    if (!evidence.timings().isEmpty()) {
      lines.add(paint.bold("Times (not part of the digest)"));
      lines.addAll(pairs(evidence.timings()));
    }
    return lines;
  }

  /** What people have answered so far; nothing where nobody has. */
  public static List<String> answers(List<AnswerLine> answers, Paint paint) {
    List<String> lines = new ArrayList<>();
    if (!answers.isEmpty()) {
      lines.add(paint.bold("Answers so far"));
      answers.forEach(answer -> lines.add("  " + FactsBlock.answer(answer)));
    }
    return lines;
  }

  private static List<String> pairs(Map<String, String> pairs) {
    TextTable table = new TextTable();
    pairs.forEach((name, value) -> table.row("  " + name, value));
    return table.lines();
  }
}
