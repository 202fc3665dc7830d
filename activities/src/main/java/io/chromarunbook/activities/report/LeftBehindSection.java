package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.code;
import static io.chromarunbook.document.Spans.strong;
import static io.chromarunbook.document.Spans.text;

import io.chromarunbook.activities.putback.PutBackDocument;
import io.chromarunbook.document.Block;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.LeftBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What applications wrote at the target and a rollback left there. */
record LeftBehindSection(MigrationStatus status, ReportFacts facts) implements ReportSection {

  @Override
  public Optional<Section> section() {
    if (status.wayBack() == null || status.state() != RunState.ROLLED_BACK) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    LeftBehind left = status.wayBack().leftBehind();
    if (left == null) {
      blocks.add(
          Paragraph.of(
              strong("Not known:"),
              text(
                  " the target could not be read: "
                      + Wording.present(status.wayBack().unreadable()))));
    } else {
      blocks.add(
          Paragraph.of(
              text(
                  "Since the switch %s added, %s changed and %s removed, as read at %s; whole in "
                      .formatted(
                          Wording.records(left.added()),
                          Wording.number(left.changed()),
                          Wording.number(left.gone()),
                          Wording.time(left.readAt()))),
              code(left.file()),
              text(".")));
      if (status.wayBack().unreadable() != null) {
        blocks.add(
            Paragraph.of(
                strong("At the end it could not be read again:"),
                text(" " + status.wayBack().unreadable())));
      }
    }
    if (facts.putBack() != null) {
      blocks.add(Paragraph.of(putBack(facts.putBack())));
    }
    return Optional.of(new Section("left-behind", "What was left behind at the target", blocks));
  }

  private static String putBack(PutBackDocument.Summary summary) {
    return "%s put them back into the source at %s: %s. put-back.json has what became of each."
        .formatted(
            Wording.present(summary.by()),
            Wording.time(summary.at()),
            summary.notAtSource() == 0
                ? "all of them are there"
                : Wording.records(summary.notAtSource()) + " of them are not there");
  }
}
