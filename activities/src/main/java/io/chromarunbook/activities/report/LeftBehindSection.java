package io.chromarunbook.activities.report;

import static io.chromarunbook.workflows.text.Markdown.code;
import static io.chromarunbook.workflows.text.Markdown.plain;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.LeftBehind;

/** What applications wrote at the target and a rollback left there. */
record LeftBehindSection(MigrationStatus status, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    if (status.wayBack() == null || status.state() != RunState.ROLLED_BACK) {
      return;
    }
    page.section("What was left behind at the target");
    LeftBehind left = status.wayBack().leftBehind();
    if (left == null) {
      page.paragraph(
          "**Not known:** the target could not be read: "
              + plain(Wording.present(status.wayBack().unreadable())));
      return;
    }
    page.paragraph(
        "Since the switch %s added, %s changed and %s removed, as read at %s; whole in %s."
            .formatted(
                Wording.records(left.added()),
                Wording.number(left.changed()),
                Wording.number(left.gone()),
                Wording.time(left.readAt()),
                code(left.file())));
    if (status.wayBack().unreadable() != null) {
      page.paragraph(
          "**At the end it could not be read again:** " + plain(status.wayBack().unreadable()));
    }
  }
}
