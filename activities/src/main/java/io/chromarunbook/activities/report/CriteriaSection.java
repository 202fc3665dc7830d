package io.chromarunbook.activities.report;

import static io.chromarunbook.workflows.text.Markdown.plain;

import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.List;

/** What GO needs, and what alone means NO-GO. */
record CriteriaSection(MigrationStatus status, MarkdownPage page) implements ReportSection {

  private static final String NOT_REACHED = "Not reached.";

  @Override
  public void write() {
    page.section("What the decision rests on");
    if (status.criteria().isEmpty() && status.triggers().isEmpty()) {
      page.paragraph(NOT_REACHED);
      return;
    }
    page.header("GO needs", "Required", "Observed", "Result");
    status.criteria().forEach(line -> line(line, "holds", "**does not hold**", "pending"));
    page.gap();
    page.header("NO-GO trigger", "Quiet while", "Observed", "Result");
    status.triggers().forEach(line -> line(line, "quiet", "**fired**", "not looked at"));
    page.gap();
  }

  private void line(Criterion line, String holds, String fails, String open) {
    page.row(
        List.of(
            plain(line.id()),
            plain(line.required()),
            plain(Wording.present(line.observed())),
            line.pass() == null ? open : line.pass() ? holds : fails));
  }
}
