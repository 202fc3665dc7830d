package io.chromarunbook.activities.report;

import static io.chromarunbook.workflows.text.Markdown.plain;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.steps.MigratedContent;

/** What became of migrated records after the switch. */
record WindowSection(MigrationStatus status, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    if (status.window() == null || status.window().content() == null) {
      return;
    }
    MigratedContent content = status.window().content();
    page.section("Migrated records after the switch");
    page.paragraph(
        "%s of %s compared again in the window; %s had changed and %s were gone, which edits by applications explain as well as damage does.%s"
            .formatted(
                Wording.number(content.compared()),
                Wording.records(status.totals().snapshot()),
                Wording.number(content.changed()),
                Wording.number(content.gone()),
                content.examples().isEmpty()
                    ? ""
                    : " The first: " + plain(String.join(", ", content.examples())) + "."));
  }
}
