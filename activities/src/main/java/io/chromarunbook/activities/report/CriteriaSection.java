package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.strong;
import static io.chromarunbook.document.Spans.text;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Cell;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Fold;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What GO needs, and what alone means NO-GO. */
record CriteriaSection(MigrationStatus status) implements ReportSection {

  @Override
  public Optional<Section> section() {
    if (status.criteria().isEmpty() && status.triggers().isEmpty()) {
      return Optional.of(
          Section.of("decision", "What the decision rests on", Paragraph.of("Not reached.")));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(table("What GO needs", "Required", status.criteria(), NEEDED));
    triggers(blocks);
    return Optional.of(new Section("decision", "What the decision rests on", blocks));
  }

  /** Those that are quiet need nobody's eye. */
  private void triggers(List<Block> blocks) {
    List<Criterion> loud =
        status.triggers().stream().filter(line -> !Boolean.TRUE.equals(line.pass())).toList();
    List<Criterion> quiet =
        status.triggers().stream().filter(line -> Boolean.TRUE.equals(line.pass())).toList();
    if (!loud.isEmpty()) {
      blocks.add(table("What alone means NO-GO", "Quiet while", loud, TRIGGER));
    }
    if (!quiet.isEmpty()) {
      blocks.add(
          Fold.summary(
              "Quiet of what alone means NO-GO: %s."
                  .formatted(String.join(", ", quiet.stream().map(Criterion::id).toList())),
              table("Triggers that are quiet", "Quiet while", quiet, TRIGGER)));
    }
  }

  private record Marks(String holds, String fails, String open) {}

  private static final Marks NEEDED = new Marks("holds", "does not hold", "pending");
  private static final Marks TRIGGER = new Marks("quiet", "fired", "not looked at");

  private static Table table(String caption, String required, List<Criterion> lines, Marks marks) {
    return new Table(
        caption,
        List.of(
            Column.words("Line"),
            Column.words(required),
            Column.words("Observed"),
            Column.words("Result")),
        lines.stream()
            .map(
                line ->
                    Row.of(
                        Cell.of(line.id()),
                        Cell.of(line.required()),
                        Cell.of(Wording.present(line.observed())),
                        Cell.of(
                            line.pass() == null
                                ? text(marks.open())
                                : line.failed() ? strong(marks.fails()) : text(marks.holds()))))
            .toList());
  }
}
