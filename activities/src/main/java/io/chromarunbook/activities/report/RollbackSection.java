package io.chromarunbook.activities.report;

import io.chromarunbook.document.Column;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.List;
import java.util.Optional;

/** What was undone, sub-step by sub-step. */
record RollbackSection(MigrationStatus status) implements ReportSection {

  @Override
  public Optional<Section> section() {
    if (status.rollback().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Section.of(
            "rollback",
            "Rollback",
            new Table(
                "What was undone",
                List.of(
                    Column.words("Sub-step"),
                    Column.numbers("Planned"),
                    Column.words("State"),
                    Column.words("What was done")),
                status.rollback().stream()
                    .map(
                        line ->
                            Row.of(
                                line.id().title(),
                                Wording.span(line.plannedSeconds()),
                                Wording.word(line.state()),
                                Wording.present(line.message())))
                    .toList())));
  }
}
