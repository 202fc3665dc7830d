package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.code;
import static io.chromarunbook.document.Spans.text;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Cell;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who agreed to what. */
record GatesSection(MigrationStatus status) implements ReportSection {

  private static final int DIGITS = 12;

  @Override
  public Optional<Section> section() {
    if (status.gates().isEmpty()) {
      return Optional.of(
          Section.of("approvals", "Who agreed to what", Paragraph.of("No gate was reached.")));
    }
    List<Row> rows = new ArrayList<>();
    for (GateLine gate : status.gates()) {
      gate.answers().forEach(answer -> rows.add(answer(gate, answer)));
      for (Role role : gate.required()) {
        if (gate.answers().stream().noneMatch(answer -> answer.role() == role)) {
          rows.add(Row.of(gate.id().label(), role.label(), "–", "no answer", "–", "–", "–"));
        }
      }
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Table(
            "Answers at the gates",
            List.of(
                Column.words("Gate"),
                Column.words("Role"),
                Column.words("Who"),
                Column.words("Said"),
                Column.words("When"),
                Column.words("Comment"),
                Column.words("Witness")),
            rows));
    for (GateLine gate : status.gates()) {
      if (gate.evidenceDigest() != null && !gate.evidenceDigest().isEmpty()) {
        blocks.add(
            Paragraph.of(
                text("At " + gate.id().label() + " people answered the evidence with the digest "),
                code(first(gate.evidenceDigest())),
                text(".")));
      }
    }
    blocks.add(
        Paragraph.of(
            "Names are what people gave; "
                + (signed() ? "signatures vouch for them." : "no signature vouches for them.")));
    return Optional.of(new Section("approvals", "Who agreed to what", blocks));
  }

  private static String first(String digest) {
    return digest.length() <= DIGITS ? digest : digest.substring(0, DIGITS);
  }

  private static Row answer(GateLine gate, AnswerLine answer) {
    return Row.of(
        Cell.of(gate.id().label()),
        Cell.of(answer.role().label()),
        Cell.of(answer.by()),
        Cell.of(Wording.said(answer.decision())),
        Cell.of(Wording.time(answer.at())),
        Cell.of(Wording.present(answer.comment())),
        Cell.of(answer.witness() == null ? "–" : answer.witness().words()));
  }

  private boolean signed() {
    return status.gates().stream()
        .flatMap(gate -> gate.answers().stream())
        .allMatch(AnswerLine::signed);
  }
}
