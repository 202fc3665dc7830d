package io.chromarunbook.activities.report;

import static io.chromarunbook.workflows.text.Markdown.plain;

import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;

/** How long writes were refused, and whether that is proven. */
record FreezeSection(MigrationStatus status, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    page.section("How long writes were refused");
    FreezeLine freeze = status.freeze();
    if (freeze == null || freeze.since() == null) {
      page.paragraph("The source was never frozen.");
      return;
    }
    page.paragraph(
        "%s of a budget of %s: from %s until %s. %s"
            .formatted(
                Wording.span(freeze.frozenSeconds()),
                Wording.span(freeze.budgetSeconds()),
                Wording.time(freeze.since()),
                freeze.until() == null ? "now, it still is" : Wording.time(freeze.until()),
                standing(freeze)));
  }

  private static String standing(FreezeLine freeze) {
    return switch (freeze.standing()) {
      case PROVEN ->
          "That the source refused writes was proven, last at "
              + Wording.time(freeze.lookedAt())
              + ": "
              + plain(freeze.message());
      case VOUCHED ->
          "**That the source refused writes was not proven; a person vouched for it:** "
              + plain(freeze.message());
      case BROKEN -> "**The freeze was broken:** " + plain(freeze.message());
      default ->
          "**That the source refused writes was not proven** ("
              + Wording.word(freeze.standing())
              + "): "
              + plain(freeze.message());
    };
  }
}
