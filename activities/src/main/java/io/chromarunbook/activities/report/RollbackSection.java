package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.UndoLine;

/** What was undone, sub-step by sub-step. */
record RollbackSection(MigrationStatus status, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    if (status.rollback().isEmpty()) {
      return;
    }
    page.section("Rollback");
    page.header("Sub-step", "Planned", "State", "What was done");
    for (UndoLine line : status.rollback()) {
      page.row(
          line.id().title(),
          Wording.span(line.plannedSeconds()),
          Wording.word(line.state()),
          Wording.present(line.message()));
    }
    page.gap();
  }
}
