package io.chromarunbook.activities.report;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.VouchLine;
import io.chromarunbook.workflows.text.UtcTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What did not move or was held, who decided, and who vouched for what no machine proved. */
record InterruptionsSection(MigrationStatus status) implements ReportSection {

  @Override
  public Optional<Section> section() {
    List<Block> blocks = new ArrayList<>();
    outages(blocks);
    if (!status.holds().isEmpty()) {
      blocks.add(holds());
    }
    if (!status.vouched().isEmpty()) {
      blocks.add(vouched());
    }
    return blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section("interruptions", "Outages, HOLDs and what was vouched for", blocks));
  }

  private void outages(List<Block> blocks) {
    List<Item> items = new ArrayList<>();
    for (Event event : status.events()) {
      if (event.kind().equals(Event.OUTAGE)) {
        items.add(Item.of(Wording.time(event.at()) + ": " + event.text()));
      }
    }
    status
        .outages()
        .forEach(outage -> items.add(Item.of("Now: " + outage.lasting(UtcTime::words))));
    if (!items.isEmpty()) {
      blocks.add(Paragraph.of("What was waited for that did not move:"));
      blocks.add(new Bullets(items));
    }
  }

  private Table holds() {
    return new Table(
        "What was held, and who decided",
        List.of(
            Column.words("Step"),
            Column.words("From"),
            Column.words("Why"),
            Column.words("Decided"),
            Column.words("By"),
            Column.words("When"),
            Column.words("What came of it")),
        status.holds().stream().map(InterruptionsSection::hold).toList());
  }

  private static Row hold(HoldLine hold) {
    return Row.of(
        Wording.step(hold.step()),
        Wording.time(hold.since()),
        hold.reason(),
        hold.choice() == null ? "–" : hold.choice().label(),
        Wording.present(hold.by()),
        Wording.time(hold.decidedAt()),
        Wording.present(hold.outcome()));
  }

  private Table vouched() {
    return new Table(
        "What is not proven, and who vouches for it",
        List.of(
            Column.words("What"),
            Column.words("Who"),
            Column.words("When"),
            Column.words("Why"),
            Column.words("What the machine found")),
        status.vouched().stream().map(InterruptionsSection::vouch).toList());
  }

  private static Row vouch(VouchLine line) {
    return Row.of(
        line.what(),
        line.by(),
        Wording.time(line.at()),
        Wording.present(line.reason()),
        Wording.present(line.proof()));
  }
}
