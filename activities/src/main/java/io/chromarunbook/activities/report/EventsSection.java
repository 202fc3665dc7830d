package io.chromarunbook.activities.report;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Fold;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people ordered, and what was refused. */
record EventsSection(MigrationStatus status) implements ReportSection {

  @Override
  public Optional<Section> section() {
    List<Event> told =
        status.events().stream()
            .filter(event -> !event.kind().equals("deviation"))
            .filter(event -> !event.kind().equals(Event.OUTAGE))
            .toList();
    if (told.isEmpty()) {
      return Optional.empty();
    }
    List<Event> decisions = told.stream().filter(event -> event.kind().equals("decision")).toList();
    List<Event> others = told.stream().filter(event -> !event.kind().equals("decision")).toList();
    List<Block> blocks = new ArrayList<>();
    if (!others.isEmpty()) {
      blocks.add(table("Orders and refusals", others));
    }
    if (!decisions.isEmpty()) {
      blocks.add(Fold.elsewhere("When each decision was recorded", table("Decisions", decisions)));
    }
    return Optional.of(new Section("orders", "What people ordered, and what was refused", blocks));
  }

  private static Table table(String caption, List<Event> events) {
    return new Table(
        caption,
        List.of(
            Column.words("When"), Column.words("Kind"), Column.words("Who"), Column.words("What")),
        events.stream()
            .map(
                event ->
                    Row.of(
                        Wording.time(event.at()),
                        event.kind(),
                        Wording.present(event.by()),
                        event.text()))
            .toList());
  }
}
