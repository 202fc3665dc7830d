package io.chromarunbook.activities.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.document.Block;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Fold;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every collection, and what the import proved of it. */
record CollectionsSection(MigrationStatus status, ReportFacts facts) implements ReportSection {

  @Override
  public Optional<Section> section() {
    if (status.collections().isEmpty() && facts.receipts().isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    if (!status.collections().isEmpty()) {
      blocks.add(collections());
    }
    if (status.collectionsTotal() > status.collections().size()) {
      blocks.add(
          Paragraph.of(
              "These are the first %s of %s collections; the receipts have all of them."
                  .formatted(
                      Wording.number(status.collections().size()),
                      Wording.number(status.collectionsTotal()))));
    }
    if (!facts.receipts().isEmpty()) {
      receipts(blocks);
    }
    if (facts.baseline() != null) {
      blocks.add(baseline());
    }
    return Optional.of(new Section("collections", "Collections", blocks));
  }

  private Table collections() {
    return new Table(
        "Records at both servers",
        List.of(
            Column.words("Collection"),
            Column.words("At the target"),
            Column.numbers("Source"),
            Column.numbers("Target"),
            Column.numbers("Quarantined"),
            Column.words("State")),
        status.collections().stream().map(CollectionsSection::row).toList());
  }

  private static Row row(CollectionStatus collection) {
    return Row.of(
        collection.name(),
        collection.targetName(),
        Wording.number(collection.source()),
        Wording.number(collection.target()),
        Wording.number(collection.quarantined()),
        Wording.word(collection.state()));
  }

  /** The sum of all in a sentence, the collections behind it. */
  private void receipts(List<Block> blocks) {
    Map<String, ReceiptLine> sums = new LinkedHashMap<>();
    facts.receipts().forEach(line -> sums.merge(line.collection(), line, ReceiptLine::plus));
    Map<String, Long> parts =
        facts.receipts().stream()
            .collect(Collectors.groupingBy(ReceiptLine::collection, Collectors.counting()));
    ReceiptLine all = facts.receipts().stream().reduce(ReceiptLine::plus).orElseThrow();
    blocks.add(
        Paragraph.of(
            "What the import proved by reading back what it wrote: of %s in %s parts %s were written and %s read back equal (%s by tolerance), %s different, %s missing; %s quarantined."
                .formatted(
                    Wording.records(all.records()),
                    Wording.number(facts.receipts().size()),
                    Wording.number(all.written()),
                    Wording.number(all.equal()),
                    Wording.number(all.byTolerance()),
                    Wording.number(all.different()),
                    Wording.number(all.missing()),
                    Wording.number(all.quarantined()))));
    blocks.add(
        Fold.elsewhere(
            "The receipts of each collection",
            new Table(
                "Receipts, by collection",
                List.of(
                    Column.words("Collection"),
                    Column.numbers("Parts"),
                    Column.numbers("Records"),
                    Column.numbers("Written"),
                    Column.numbers("Quarantined"),
                    Column.numbers("Read back equal"),
                    Column.numbers("By tolerance"),
                    Column.numbers("Different"),
                    Column.numbers("Missing")),
                sums.values().stream()
                    .map(sum -> receipt(sum, parts.get(sum.collection())))
                    .toList())));
  }

  private static Row receipt(ReceiptLine sum, long parts) {
    return Row.of(
        sum.collection(),
        Wording.number(parts),
        Wording.number(sum.records()),
        Wording.number(sum.written()),
        Wording.number(sum.quarantined()),
        Wording.number(sum.equal()),
        Wording.number(sum.byTolerance()),
        Wording.number(sum.different()),
        Wording.number(sum.missing()));
  }

  private Fold baseline() {
    List<Row> rows = new ArrayList<>();
    for (JsonNode line : facts.baseline().path("collections")) {
      rows.add(
          Row.of(
              line.path("source").asText(),
              line.path("target").asText(),
              Wording.number(line.path("records").asLong()),
              Wording.number(line.path("migrated").asLong())));
    }
    return Fold.elsewhere(
        "What monitoring compared with",
        new Table(
            "What monitoring compared with",
            List.of(
                Column.words("Collection"),
                Column.words("At the target"),
                Column.numbers("Records at the source"),
                Column.numbers("Migrated")),
            rows));
  }
}
