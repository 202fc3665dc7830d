package io.chromarunbook.activities.report;

import com.fasterxml.jackson.databind.JsonNode;

/** What was measured, beside what was expected. */
record PerformanceSection(ReportFacts facts, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    page.section("Performance");
    if (facts.performance().isEmpty()) {
      page.paragraph("Nothing was measured.");
    } else {
      page.header("Figure", "Expected (dry-run, source)", "Measured");
      facts
          .performance()
          .forEach(line -> page.row(line.figure(), line.expected(), line.measured()));
      page.gap();
    }
    if (facts.baseline() != null) {
      page.paragraph("What monitoring compared with:");
      page.header("Collection", "At the target", "Records at the source", "Migrated");
      for (JsonNode line : facts.baseline().path("collections")) {
        page.row(
            line.path("source").asText(),
            line.path("target").asText(),
            Wording.number(line.path("records").asLong()),
            Wording.number(line.path("migrated").asLong()));
      }
      page.gap();
    }
  }
}
