package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.VouchLine;

/** What no machine proved, and who vouches for it. */
record VouchedSection(MigrationStatus status, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    if (status.vouched().isEmpty()) {
      return;
    }
    page.section("What is not proven, and who vouches for it");
    page.header("What", "Who", "When", "Why", "What the machine found");
    for (VouchLine line : status.vouched()) {
      page.row(
          line.what(),
          line.by(),
          Wording.time(line.at()),
          Wording.present(line.reason()),
          Wording.present(line.proof()));
    }
    page.gap();
  }
}
