package io.chromarunbook.activities.report;

/** What went otherwise than planned. */
record DeviationsSection(ReportFacts facts, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    page.section("Deviations and warnings");
    if (facts.deviations().isEmpty()) {
      page.paragraph("None.");
      return;
    }
    page.header("Kind", "When", "What");
    facts
        .deviations()
        .forEach(found -> page.row(found.kind(), Wording.time(found.at()), found.text()));
    page.gap();
  }
}
