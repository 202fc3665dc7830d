package io.chromarunbook.activities.report;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the next run is to be planned by. */
record LessonsSection(ReportFacts facts) implements ReportSection {

  @Override
  public Optional<Section> section() {
    if (facts.lessons().isEmpty() && facts.proposed().isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    if (!facts.lessons().isEmpty()) {
      blocks.add(new Bullets(facts.lessons().stream().map(Item::of).toList()));
    }
    if (!facts.proposed().isEmpty()) {
      blocks.add(
          Paragraph.of(
              "What to plan for as many records on the same machines, from what the steps took here: half as much again as machines worked, a quarter more than people took, in whole minutes."));
      blocks.add(
          new Table(
              "Proposed planned durations",
              List.of(
                  Column.words("Step"),
                  Column.numbers("Planned here"),
                  Column.numbers("Taken"),
                  Column.numbers("Proposed")),
              facts.proposed().stream().map(LessonsSection::row).toList()));
    }
    return Optional.of(new Section("lessons", "Lessons and proposed durations", blocks));
  }

  private static Row row(ProposedDuration line) {
    return Row.of(
        Wording.step(line.step()),
        Wording.span(line.plannedSeconds()),
        Wording.span(line.takenSeconds()),
        Wording.span(line.proposedSeconds()));
  }
}
