package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.code;
import static io.chromarunbook.document.Spans.strong;
import static io.chromarunbook.document.Spans.text;

import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Span;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.status.UndoLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people do next. */
record NextSection(MigrationStatus status, ReportFacts facts) implements ReportSection {

  @Override
  public Optional<Section> section() {
    List<Item> items = new ArrayList<>();
    switch (status.state()) {
      case COMPLETED -> afterGoOrDryRun(items);
      case ROLLED_BACK -> afterRollback(items);
      case STOPPED ->
          items.add(
              Item.of(
                  text(
                      "Nothing was changed at either server. Mend the reason above and start again: "),
                  code(RunbookCommand.of("start", "PLAN", "--id", "NEW-ID")),
                  text(".")));
      case FAILED -> afterDefect(items);
      default ->
          items.add(Item.of("The run goes on; this is how it stood when the report was written."));
    }
    for (NextAction action : status.nextActions()) {
      if (action.verb() != NextAction.Verb.REPORT && !done(action)) {
        items.add(Item.of(text("To do now: "), code(RunbookCommand.of(action))));
      }
    }
    return Optional.of(Section.of("next", "What to do next", new Bullets(items)));
  }

  /** What the run said at its end may have been done since. */
  private boolean done(NextAction action) {
    return action.verb() == NextAction.Verb.PUT_BACK
        && facts.putBack() != null
        && facts.putBack().notAtSource() == 0;
  }

  private void afterGoOrDryRun(List<Item> items) {
    if (Names.isDryRun(status.migration())) {
      items.add(
          Item.of(
              text("Nothing was changed at either server. Start the migration: "),
              code(
                  RunbookCommand.of(
                      "start", "PLAN", "--id", Names.migrationOf(status.migration()))),
              text(".")));
    } else {
      afterGo(items);
    }
  }

  private void afterGo(List<Item> items) {
    if (facts.thaw().needed()) {
      items.add(thaw(text("The source refuses writes on purpose.")));
    }
    if (status.closed() != null) {
      items.add(Item.of("The run is closed: the way back is given up."));
    } else {
      items.add(
          Item.of(
              text("Going back stays possible until the run is closed: "),
              code(RunbookCommand.of("rollback", status.migration(), "--by", "NAME")),
              text(".")));
      items.add(
          Item.of(
              text("When nobody needs the way back any more, close the run: "),
              code(RunbookCommand.of("close", status.migration(), "--by", "NAME")),
              text(".")));
    }
    if (facts.quarantine().count() > 0) {
      items.add(
          Item.of(
              text(
                  "Decide what becomes of the "
                      + Wording.records(facts.quarantine().count())
                      + " in quarantine: "),
              code(RunbookCommand.of("quarantine", "list", status.migration())),
              text(".")));
    }
    retention(items);
  }

  private void afterRollback(List<Item> items) {
    for (UndoLine line : status.rollback()) {
      if (line.state() == UndoLine.State.FAILED
          || line.state() == UndoLine.State.NEEDS_CONFIRMATION) {
        items.add(
            Item.of(
                strong("To be done by hand:"),
                text(
                    " "
                        + line.id().title()
                        + " ("
                        + Wording.present(line.message())
                        + "). The commands are in "),
                Wording.breakGlass(status),
                text(".")));
      }
    }
    if (facts.thaw().needed()) {
      items.add(thaw(strong("The source still refuses writes.")));
    } else {
      items.add(Item.of("Applications work with the source as before."));
    }
    items.add(
        Item.of(
            text("Mend the reason above and start again: "),
            code(
                RunbookCommand.of(
                    "start", "PLAN", "--id", "NEW-ID", "--replaces", status.migration())),
            text(" (without "),
            code("--replaces"),
            text(" where no collection of this run is left at the target).")));
    retention(items);
  }

  private void afterDefect(List<Item> items) {
    items.add(Item.of("The run ended by a defect; read the reason above before anything else."));
    if (facts.thaw().needed()) {
      items.add(thaw(strong("The source may still refuse writes.")));
    }
    items.add(
        Item.of(
            text("To undo everything without this system, follow "),
            Wording.breakGlass(status),
            text(".")));
  }

  private Item thaw(Span first) {
    return facts.thaw().command() == null
        ? Item.of(
            first, text(" It stays frozen until somebody makes it take writes again by hand."))
        : Item.of(
            first,
            text(" It stays frozen until you run "),
            code(facts.thaw().command()),
            text("."));
  }

  private void retention(List<Item> items) {
    if (facts.snapshot() != null && facts.snapshotRemoved() == null) {
      items.add(
          Item.of(
              "Keep the snapshot until "
                  + Wording.time(facts.snapshot().retainUntil())
                  + "; after that it may be removed."));
    }
  }
}
