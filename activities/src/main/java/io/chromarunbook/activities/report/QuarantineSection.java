package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.code;
import static io.chromarunbook.document.Spans.text;

import io.chromarunbook.document.Column;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import java.util.List;
import java.util.Optional;

/** Records that could not be migrated. */
record QuarantineSection(ReportFacts facts) implements ReportSection {

  @Override
  public Optional<Section> section() {
    QuarantineLines quarantine = facts.quarantine();
    if (quarantine.count() == 0) {
      return facts.receipts().isEmpty()
          ? Optional.empty()
          : Optional.of(
              Section.of("quarantine", "Quarantine", Paragraph.of("Nothing is in quarantine.")));
    }
    return Optional.of(
        Section.of(
            "quarantine",
            "Quarantine",
            Paragraph.of(
                text(Wording.records(quarantine.count()) + " in quarantine, whole, in "),
                code(quarantine.file()),
                text("; the first %d:".formatted(quarantine.first().size()))),
            new Table(
                "Records in quarantine, each with the reason",
                List.of(Column.words("Collection"), Column.words("Id"), Column.words("Why")),
                quarantine.first().stream()
                    .map(line -> Row.of(line.collection(), line.id(), line.reason()))
                    .toList())));
  }
}
