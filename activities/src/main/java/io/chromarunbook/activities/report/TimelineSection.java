package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.StepLine;

/** Every step, planned and actual, work and wait apart. */
record TimelineSection(MigrationStatus status, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    page.section("Timeline");
    page.header("Step", "Planned", "Work", "Wait", "State", "Began", "What came of it");
    for (StepLine step : status.steps()) {
      boolean begun = step.startedAt() != null;
      page.row(
          Wording.step(step.id()),
          step.plannedSeconds() == 0 ? "–" : Wording.span(step.plannedSeconds()),
          begun ? Wording.span(step.workSeconds()) : "–",
          begun ? Wording.span(step.waitSeconds()) : "–",
          begun || step.state() == StepLine.State.SKIPPED
              ? Wording.word(step.state())
              : "not reached",
          Wording.time(step.startedAt()),
          Wording.present(step.note()));
    }
    page.gap();
  }
}
