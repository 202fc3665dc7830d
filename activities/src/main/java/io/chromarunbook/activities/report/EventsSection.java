package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.List;

/** What people ordered, and what was refused. */
record EventsSection(MigrationStatus status, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    page.section("What people ordered, and what was refused");
    List<Event> told =
        status.events().stream().filter(event -> !event.kind().equals("deviation")).toList();
    if (told.isEmpty()) {
      page.paragraph("Nothing.");
      return;
    }
    page.header("When", "Kind", "Who", "What");
    told.forEach(
        event -> page.row(Wording.time(event.at()), event.kind(), event.by(), event.text()));
    page.gap();
  }
}
