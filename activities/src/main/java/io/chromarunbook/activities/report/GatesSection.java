package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;

/** Who agreed to what. */
record GatesSection(MigrationStatus status, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    page.section("Who agreed to what");
    if (status.gates().isEmpty()) {
      page.paragraph("No gate was reached.");
      return;
    }
    page.header("Gate", "Role", "Who", "Said", "When", "Comment", "Witness");
    for (GateLine gate : status.gates()) {
      gate.answers().forEach(answer -> answer(gate, answer));
      for (Role role : gate.required()) {
        if (gate.answers().stream().noneMatch(answer -> answer.role() == role)) {
          page.row(gate.id().label(), role.label(), "–", "no answer", "–", "", "");
        }
      }
    }
    page.gap();
    page.paragraph(
        "Names are what people gave; "
            + (signed() ? "signatures vouch for them." : "no signature vouches for them."));
  }

  private void answer(GateLine gate, AnswerLine answer) {
    page.row(
        gate.id().label(),
        answer.role().label(),
        answer.by(),
        answer.decision() == AnswerLine.Decision.APPROVE ? "approved" : "rejected",
        Wording.time(answer.at()),
        answer.comment(),
        answer.witness() == null ? "–" : answer.witness().words());
  }

  private boolean signed() {
    return status.gates().stream()
        .flatMap(gate -> gate.answers().stream())
        .allMatch(AnswerLine::signed);
  }
}
