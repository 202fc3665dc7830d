package io.chromarunbook.activities.report;

import static io.chromarunbook.workflows.text.Markdown.plain;

import io.chromarunbook.workflows.evidence.CheckResult;
import java.util.List;

/** Every check of the validation. */
record ChecksSection(ReportFacts facts, MarkdownPage page) implements ReportSection {

  private static final String NOT_REACHED = "Not reached.";

  @Override
  public void write() {
    page.section("Validation");
    if (facts.checks().isEmpty() && facts.searches().isEmpty()) {
      page.paragraph(NOT_REACHED);
      return;
    }
    if (!facts.checks().isEmpty()) {
      page.header("Check", "Family", "Weight", "Required", "Observed", "Result", "First failures");
      facts.checks().forEach(this::check);
      page.gap();
    }
  }

  private void check(CheckResult check) {
    String result =
        switch (check.result()) {
          case PASS -> "pass";
          case FAIL -> "**fail**";
          case NOT_APPLICABLE -> "not applicable";
        };
    page.row(
        List.of(
            plain(check.id()),
            plain(check.family()),
            Wording.word(check.severity()),
            plain(check.required()),
            plain(check.observed()),
            result,
            plain(String.join(", ", check.failures()))));
  }
}
