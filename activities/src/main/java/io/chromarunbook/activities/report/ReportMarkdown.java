package io.chromarunbook.activities.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.util.List;

/** The report for people, made from the report for machines and from nothing else. */
final class ReportMarkdown {

  private ReportMarkdown() {}

  /** The text. */
  static String of(JsonNode report) {
    try {
      return text(
          Json.MAPPER.treeToValue(report, MigrationStatus.class),
          Json.MAPPER.treeToValue(report, ReportFacts.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a report", e);
    }
  }

  private static String text(MigrationStatus status, ReportFacts facts) {
    MarkdownPage page = new MarkdownPage();
    page.title("Migration " + status.migration() + ": " + outcome(status));
    List<ReportSection> sections =
        List.of(
            new RunSection(status, facts, page),
            new NextSection(status, facts, page),
            new TimelineSection(status, page),
            new CriteriaSection(status, page),
            new RecordsSection(status, facts, page),
            new GatesSection(status, page),
            new HoldsSection(status, page),
            new VouchedSection(status, page),
            new DeviationsSection(facts, page),
            new RollbackSection(status, page),
            new LeftBehindSection(status, page),
            new WindowSection(status, page),
            new FreezeSection(status, page),
            new SnapshotSection(status, facts, page),
            new ChecksSection(facts, page),
            new SearchSection(facts, page),
            new PerformanceSection(facts, page),
            new EventsSection(status, page),
            new DigestsSection(facts, page));
    sections.forEach(ReportSection::write);
    return page.toString();
  }

  private static String outcome(MigrationStatus status) {
    if (Names.isDryRun(status.migration()) && status.state() == RunState.COMPLETED) {
      return "a dry-run, nothing speaks against the migration";
    }
    return switch (status.state()) {
      case COMPLETED -> "GO, moved over";
      case ROLLED_BACK -> "rolled back";
      case STOPPED -> "stopped before anything was changed";
      case FAILED -> "failed";
      default -> "still under way (" + status.state() + ")";
    };
  }
}
