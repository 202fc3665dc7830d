package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.strong;
import static io.chromarunbook.document.Spans.text;

import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.Optional;

/** The sum of records. */
record RecordsSection(MigrationStatus status) implements ReportSection {

  @Override
  public Optional<Section> section() {
    Totals totals = status.totals();
    return Optional.of(
        Section.of(
            "records",
            "Records",
            totals == null || totals.equals(Totals.NONE)
                ? Paragraph.of("No record was compared: validation was not reached.")
                : Paragraph.of(
                    strong(
                        "%s in the snapshot = %s equal + %s quarantined + %s different + %s missing."
                            .formatted(
                                Wording.number(totals.snapshot()),
                                Wording.number(totals.equal()),
                                Wording.number(totals.quarantined()),
                                Wording.number(totals.different()),
                                Wording.number(totals.missing()))),
                    text(
                        " Of the equal ones %s are so only by tolerance. The target has %s that the snapshot has not."
                            .formatted(
                                Wording.number(totals.byTolerance()),
                                Wording.records(totals.added()))))));
  }
}
