package io.chromarunbook.activities.report;

import static io.chromarunbook.workflows.text.Markdown.code;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.steps.RestoreRehearsal;
import java.util.List;

/** Where the snapshot is, and the way back without this system. */
record SnapshotSection(MigrationStatus status, ReportFacts facts, MarkdownPage page)
    implements ReportSection {

  @Override
  public void write() {
    page.section("Snapshot, and the way back without this system");
    SnapshotLine snapshot = facts.snapshot();
    if (snapshot == null) {
      page.paragraph("No snapshot was completed.");
    } else {
      String directory = Wording.command(List.of(snapshot.directory()));
      page.bullet("It lies in " + code(snapshot.directory()) + ".");
      page.bullet(
          "It is kept until "
              + Wording.time(snapshot.retainUntil())
              + ", made at "
              + Wording.time(snapshot.created())
              + ".");
      page.bullet(
          "It is the one this report speaks of if "
              + code("sha256sum " + directory + "/manifest.json")
              + " gives "
              + code(snapshot.digest())
              + "; the manifest has the SHA-256 of every other file.");
      page.bullet(
          "Everything in it is read again by "
              + code(
                  RunbookCommand.of(
                      "snapshot", "verify", snapshot.directory(), "--digest", snapshot.digest()))
              + ", and put on an empty server by "
              + code(RunbookCommand.of("snapshot", "restore", snapshot.directory(), "--to", "URL"))
              + ".");
      rehearsal(snapshot.rehearsal());
    }
    page.bullet(
        "Break-glass (undo without Java and Temporal): " + Wording.breakGlass(status) + ".");
    page.gap();
  }

  private void rehearsal(RestoreRehearsal rehearsal) {
    if (rehearsal == null) {
      page.bullet("Restoring from it was not rehearsed.");
      return;
    }
    page.bullet(
        "Restoring from it was rehearsed: "
            + Wording.records(rehearsal.records())
            + " came back equal from scratch collections at the target"
            + (rehearsal.byTolerance() == 0
                ? ""
                : " (" + Wording.number(rehearsal.byTolerance()) + " by tolerance)")
            + (rehearsal.leftOut() == 0
                ? ""
                : "; "
                    + Wording.records(rehearsal.leftOut())
                    + " can only be restored to the source's release")
            + ". At that rate restoring everything takes about "
            + Wording.span(rehearsal.recovery().toMillis() / 1000.0)
            + ".");
  }
}
