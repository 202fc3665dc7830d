package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.ServerLine;

/** What the run is, and what came of it. */
record RunSection(MigrationStatus status, ReportFacts facts, MarkdownPage page)
    implements ReportSection {

  @Override
  public void write() {
    page.header("The run", "");
    page.row("Decision", status.decision() == null ? "none was reached" : status.decision());
    page.row("Reason", Wording.present(status.reason()));
    page.row("State", status.state() + " at step " + Wording.step(status.step()));
    page.row("Source", server(status.source()));
    page.row("Target", server(status.target()));
    page.row("Started", Wording.time(status.startedAt()));
    page.row("This report", Wording.time(facts.writtenAt()));
    page.row(
        "Started by",
        status.startedBy() == null || status.startedBy().isEmpty()
            ? "nobody said"
            : status.startedBy() + " (not signed)");
    if (status.closed() != null) {
      page.row(
          "Closed",
          "by "
              + status.closed().by()
              + " (not signed) at "
              + Wording.time(status.closed().at())
              + (status.closed().reason() == null ? "" : ": " + status.closed().reason())
              + "; a rollback is not possible any more");
    }
    page.row("Files", facts.folder());
    page.gap();
  }

  private static String server(ServerLine server) {
    return server.version() == null || server.version().isEmpty()
        ? server.words() + " (not looked at)"
        : server.words() + ", Chroma " + server.version() + " by API " + server.api();
  }
}
