package io.chromarunbook.activities.report;

import io.chromarunbook.document.Column;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import java.util.List;
import java.util.Optional;

/** What went otherwise than planned. */
record DeviationsSection(ReportFacts facts) implements ReportSection {

  @Override
  public Optional<Section> section() {
    return Optional.of(
        Section.of(
            "deviations",
            "Deviations and warnings",
            facts.deviations().isEmpty()
                ? Paragraph.of("None.")
                : new Table(
                    "Deviations and warnings",
                    List.of(Column.words("Kind"), Column.words("When"), Column.words("What")),
                    facts.deviations().stream()
                        .map(found -> Row.of(found.kind(), Wording.time(found.at()), found.text()))
                        .toList())));
  }
}
