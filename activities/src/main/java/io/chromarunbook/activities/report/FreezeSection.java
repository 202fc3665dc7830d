package io.chromarunbook.activities.report;

import static io.chromarunbook.document.Spans.strong;
import static io.chromarunbook.document.Spans.text;

import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Span;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long writes were refused, and whether that is proven. */
record FreezeSection(MigrationStatus status) implements ReportSection {

  @Override
  public Optional<Section> section() {
    FreezeLine freeze = status.freeze();
    return Optional.of(
        Section.of(
            "freeze",
            "How long writes were refused",
            freeze == null || freeze.since() == null
                ? Paragraph.of("The source was never frozen.")
                : frozen(freeze)));
  }

  private static Paragraph frozen(FreezeLine freeze) {
    List<Span> spans = new ArrayList<>();
    spans.add(
        text(
            "%s of a budget of %s: from %s until %s. "
                .formatted(
                    Wording.span(freeze.frozenSeconds()),
                    Wording.span(freeze.budgetSeconds()),
                    Wording.time(freeze.since()),
                    freeze.until() == null ? "now, it still is" : Wording.time(freeze.until()))));
    switch (freeze.standing()) {
      case PROVEN ->
          spans.add(
              text(
                  "That the source refused writes was proven, last at %s:"
                      .formatted(Wording.time(freeze.lookedAt()))));
      case VOUCHED ->
          spans.add(
              strong("That the source refused writes was not proven; a person vouched for it:"));
      case BROKEN -> spans.add(strong("The freeze was broken:"));
      default -> {
        spans.add(strong("That the source refused writes was not proven"));
        spans.add(text(" (" + Wording.word(freeze.standing()) + "):"));
      }
    }
    spans.add(text(" " + Wording.present(freeze.message())));
    return new Paragraph(spans);
  }
}
