package io.chromarunbook.activities.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.document.Block;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Section;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The report for people, made from the report for machines and from nothing else. */
final class ReportDocument {

  private ReportDocument() {}

  static Document of(JsonNode report) {
    try {
      return of(
          Json.MAPPER.treeToValue(report, MigrationStatus.class),
          Json.MAPPER.treeToValue(report, ReportFacts.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a report", e);
    }
  }

  private static Document of(MigrationStatus status, ReportFacts facts) {
    Outcome outcome = new Outcome(status, facts);
    List<Block> opening = outcome.opening();
    List<Section> sections =
        Stream.<ReportSection>of(
                new SignOffSection(status),
                new NextSection(status, facts),
                new TimelineSection(status),
                new ThroughputSection(facts),
                new RecordsSection(status),
                new CollectionsSection(status, facts),
                new CriteriaSection(status),
                new ChecksSection(facts),
                new SearchSection(facts),
                new WindowSection(status, facts),
                new QuarantineSection(facts),
                new GatesSection(status),
                new InterruptionsSection(status),
                new RollbackSection(status),
                new LeftBehindSection(status, facts),
                new FreezeSection(status),
                new DeviationsSection(facts),
                new LessonsSection(facts),
                new SnapshotSection(status, facts),
                new EventsSection(status),
                new DigestsSection(facts))
            .map(ReportSection::section)
            .flatMap(Optional::stream)
            .toList();
    return new Document(outcome.title(), opening, sections);
  }
}
