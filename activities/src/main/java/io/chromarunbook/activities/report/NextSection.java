package io.chromarunbook.activities.report;

import static io.chromarunbook.workflows.text.Markdown.code;
import static io.chromarunbook.workflows.text.Markdown.plain;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.UndoLine;

/** What people do next. */
record NextSection(MigrationStatus status, ReportFacts facts, MarkdownPage page)
    implements ReportSection {

  @Override
  public void write() {
    page.section("What to do next");
    switch (status.state()) {
      case COMPLETED -> afterGoOrDryRun();
      case ROLLED_BACK -> afterRollback();
      case STOPPED ->
          page.bullet(
              "Nothing was changed at either server. Mend the reason above and start again: "
                  + code(RunbookCommand.of("start", "PLAN", "--id", "NEW-ID"))
                  + ".");
      case FAILED -> afterDefect();
      default -> page.bullet("The run goes on; this is how it stood when the report was written.");
    }
    for (NextAction action : status.nextActions()) {
      if (action.verb() != NextAction.Verb.REPORT) {
        page.bullet("To do now: " + code(RunbookCommand.of(action)));
      }
    }
    page.gap();
  }

  private void afterGoOrDryRun() {
    if (Names.isDryRun(status.migration())) {
      page.bullet(
          "Nothing was changed at either server. Start the migration: "
              + code(
                  RunbookCommand.of("start", "PLAN", "--id", Names.migrationOf(status.migration())))
              + ".");
    } else {
      afterGo();
    }
  }

  private void afterGo() {
    if (facts.thaw().needed()) {
      page.bullet("The source refuses writes on purpose. " + thaw());
    }
    if (status.closed() != null) {
      page.bullet("The run is closed: the way back is given up.");
    } else {
      page.bullet(
          "Going back stays possible until the run is closed: "
              + code(RunbookCommand.of("rollback", status.migration(), "--by", "NAME"))
              + ".");
      page.bullet(
          "When nobody needs the way back any more, close the run: "
              + code(RunbookCommand.of("close", status.migration(), "--by", "NAME"))
              + ".");
    }
    if (facts.quarantine().count() > 0) {
      page.bullet(
          "Decide what becomes of the "
              + Wording.records(facts.quarantine().count())
              + " in quarantine: "
              + code(RunbookCommand.of("quarantine", "list", status.migration()))
              + ".");
    }
    retention();
  }

  private void afterRollback() {
    for (UndoLine line : status.rollback()) {
      if (line.state() == UndoLine.State.FAILED
          || line.state() == UndoLine.State.NEEDS_CONFIRMATION) {
        page.bullet(
            "**To be done by hand:** "
                + line.id().title()
                + " ("
                + plain(line.message())
                + "). The commands are in "
                + Wording.breakGlass(status)
                + ".");
      }
    }
    if (facts.thaw().needed()) {
      page.bullet("**The source still refuses writes.** " + thaw());
    } else {
      page.bullet("Applications work with the source as before.");
    }
    page.bullet("Mend the reason above and start again: " + again());
    retention();
  }

  private void afterDefect() {
    page.bullet("The run ended by a defect; read the reason above before anything else.");
    if (facts.thaw().needed()) {
      page.bullet("**The source may still refuse writes.** " + thaw());
    }
    page.bullet(
        "To undo everything without this system, follow " + Wording.breakGlass(status) + ".");
  }

  private String thaw() {
    return facts.thaw().command() == null
        ? "It stays frozen until somebody makes it take writes again by hand."
        : "It stays frozen until you run " + code(facts.thaw().command()) + ".";
  }

  private String again() {
    return code(
            RunbookCommand.of("start", "PLAN", "--id", "NEW-ID", "--replaces", status.migration()))
        + " (without "
        + code("--replaces")
        + " where no collection of this run is left at the target).";
  }

  private void retention() {
    if (facts.snapshot() != null) {
      page.bullet(
          "Keep the snapshot until "
              + Wording.time(facts.snapshot().retainUntil())
              + "; after that it may be removed.");
    }
  }
}
