package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;

/** What was held, and who decided. */
record HoldsSection(MigrationStatus status, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    if (status.holds().isEmpty()) {
      return;
    }
    page.section("What was held, and who decided");
    page.header("Step", "From", "Why", "Decided", "By", "When", "What came of it");
    for (HoldLine hold : status.holds()) {
      page.row(
          Wording.step(hold.step()),
          Wording.time(hold.since()),
          hold.reason(),
          hold.choice() == null ? "–" : hold.choice().label(),
          Wording.present(hold.by()),
          Wording.time(hold.decidedAt()),
          Wording.present(hold.outcome()));
    }
    page.gap();
  }
}
