package io.chromarunbook.activities.report;

import static io.chromarunbook.workflows.text.Markdown.code;

import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The sum of records, by collection, as the import proved it, and what is in quarantine. */
record RecordsSection(MigrationStatus status, ReportFacts facts, MarkdownPage page)
    implements ReportSection {

  @Override
  public void write() {
    page.section("Records");
    Totals totals = status.totals();
    if (totals == null || totals.equals(Totals.NONE)) {
      page.paragraph("No record was compared: validation was not reached.");
    } else {
      page.paragraph(
          "**%s in the snapshot = %s equal + %s quarantined + %s different + %s missing.** Of the equal ones %s are so only by tolerance. The target has %s that the snapshot has not."
              .formatted(
                  Wording.number(totals.snapshot()),
                  Wording.number(totals.equal()),
                  Wording.number(totals.quarantined()),
                  Wording.number(totals.different()),
                  Wording.number(totals.missing()),
                  Wording.number(totals.byTolerance()),
                  Wording.records(totals.added())));
    }
    collections();
    receipts();
    quarantine();
  }

  private void collections() {
    if (status.collections().isEmpty()) {
      return;
    }
    page.header("Collection", "At the target", "Source", "Target", "Quarantined", "State");
    for (CollectionStatus collection : status.collections()) {
      page.row(
          collection.name(),
          collection.targetName(),
          Wording.number(collection.source()),
          Wording.number(collection.target()),
          Wording.number(collection.quarantined()),
          Wording.word(collection.state()));
    }
    page.gap();
    if (status.collectionsTotal() > status.collections().size()) {
      page.paragraph(
          "These are the first %d of %d collections; the receipts have all of them."
              .formatted(status.collections().size(), status.collectionsTotal()));
    }
  }

  private void receipts() {
    if (facts.receipts().isEmpty()) {
      return;
    }
    Map<String, ReceiptLine> sums = new LinkedHashMap<>();
    facts.receipts().forEach(line -> sums.merge(line.collection(), line, ReceiptLine::plus));
    Map<String, Long> parts =
        facts.receipts().stream()
            .collect(Collectors.groupingBy(ReceiptLine::collection, Collectors.counting()));
    page.paragraph("What the import proved by reading back what it wrote (receipts):");
    page.header(
        "Collection",
        "Parts",
        "Records",
        "Written",
        "Quarantined",
        "Read back equal",
        "By tolerance",
        "Different",
        "Missing");
    for (ReceiptLine sum : sums.values()) {
      page.row(
          sum.collection(),
          Wording.number(parts.get(sum.collection())),
          Wording.number(sum.records()),
          Wording.number(sum.written()),
          Wording.number(sum.quarantined()),
          Wording.number(sum.equal()),
          Wording.number(sum.byTolerance()),
          Wording.number(sum.different()),
          Wording.number(sum.missing()));
    }
    page.gap();
  }

  private void quarantine() {
    QuarantineLines quarantine = facts.quarantine();
    if (quarantine.count() == 0) {
      page.paragraph("Nothing is in quarantine.");
      return;
    }
    page.paragraph(
        "%s in quarantine, whole, in %s; the first %d:"
            .formatted(
                Wording.records(quarantine.count()),
                code(quarantine.file()),
                quarantine.first().size()));
    page.header("Collection", "Id", "Why");
    quarantine.first().forEach(line -> page.row(line.collection(), line.id(), line.reason()));
    page.gap();
  }
}
