package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.code;
import static io.chromarunbook.document.Spans.text;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.steps.RestoreRehearsal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the snapshot is, and the way back without this system. */
record SnapshotSection(MigrationStatus status, ReportFacts facts) implements ReportSection {

  @Override
  public Optional<Section> section() {
    List<Block> blocks = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    SnapshotLine snapshot = facts.snapshot();
    if (snapshot == null) {
      blocks.add(Paragraph.of("No snapshot was completed."));
    } else if (facts.snapshotRemoved() != null) {
      blocks.add(
          Paragraph.of(
              "It was made at %s, was to be kept until %s, and has been removed; this was seen at %s."
                  .formatted(
                      Wording.time(snapshot.created()),
                      Wording.time(snapshot.retainUntil()),
                      Wording.time(facts.snapshotRemoved()))));
    } else {
      of(snapshot, items);
      items.add(Item.of(rehearsal(snapshot.rehearsal())));
    }
    items.add(
        Item.of(
            text("Break-glass (undo without Java and Temporal): "),
            Wording.breakGlass(status),
            text(".")));
    blocks.add(new Bullets(items));
    return Optional.of(
        new Section("snapshot", "Snapshot, and the way back without this system", blocks));
  }

  private static void of(SnapshotLine snapshot, List<Item> items) {
    String directory = Wording.command(List.of(snapshot.directory()));
    items.add(Item.of(text("It lies in "), code(snapshot.directory()), text(".")));
    items.add(
        Item.of(
            "It is kept until "
                + Wording.time(snapshot.retainUntil())
                + ", made at "
                + Wording.time(snapshot.created())
                + "."));
    items.add(
        Item.of(
            text("It is the one this report speaks of if "),
            code("sha256sum " + directory + "/manifest.json"),
            text(" gives "),
            code(snapshot.digest()),
            text("; the manifest has the SHA-256 of every other file.")));
    items.add(
        Item.of(
            text("Everything in it is read again by "),
            code(
                RunbookCommand.of(
                    "snapshot", "verify", snapshot.directory(), "--digest", snapshot.digest())),
            text(", and put on an empty server by "),
            code(RunbookCommand.of("snapshot", "restore", snapshot.directory(), "--to", "URL")),
            text(".")));
  }

  private static String rehearsal(RestoreRehearsal rehearsal) {
    if (rehearsal == null) {
      return "Restoring from it was not rehearsed.";
    }
    return "Restoring from it was rehearsed: "
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
        + ".";
  }
}
