package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Checklist;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Section 5: the window, and what is left to do when it is over. */
final class PostMigrationSection {

  private final Subject subject;
  private final RunCommands typed;
  private final Schedule schedule;

  PostMigrationSection(Subject subject) {
    this.subject = subject;
    this.typed = subject.typed();
    this.schedule = new Schedule(subject);
  }

  Section section() {
    return new Section(
        "post-migration",
        "Section 5: Post-migration",
        List.of(
            StepSection.of(
                subject,
                Step.MONITORING,
                "for "
                    + Durations.words(subject.plan().timeline().monitoring())
                    + ", a probe every "
                    + Durations.words(subject.plan().timeline().probeEvery()),
                List.of(typed.watch()),
                List.of()),
            StepSection.of(
                subject, Step.POST_MIGRATION, "when the window is over", List.of(), tests()),
            performance(),
            actual(),
            lessons(),
            close()));
  }

  private List<Block> tests() {
    List<Block> blocks = new ArrayList<>();
    List<CommandPlan> acceptance = subject.plan().acceptance();
    blocks.add(
        Paragraph.of(
            acceptance.isEmpty()
                ? "The plan has no acceptance commands, so the integration tests of your"
                    + " applications are run by hand, against the target."
                : "Integration tests: the worker runs these before the gate go-no-go, and again"
                    + " after the window."));
    acceptance.forEach(command -> blocks.add(new CodeBlock(ShellWords.quoted(command.run()))));
    return blocks;
  }

  private Section performance() {
    return Section.of(
        "performance",
        "Performance",
        Paragraph.of(
            "Searches at the target are held against the source's own: speed and recall stand in the"
                + " report. The same can be measured at any time:"),
        new CodeBlock(typed.ofPlan("validate", "--family", "performance")));
  }

  private Section actual() {
    List<Table.Row> rows =
        Stream.concat(Schedule.BEFORE.stream(), schedule.slots().stream().map(Schedule.Slot::step))
            .map(
                step ->
                    Table.Row.of(
                        step.toString(),
                        Durations.words(schedule.planned(step)),
                        schedule.forecast(step).map(Durations::words).orElse("–"),
                        ""))
            .toList();
    return Section.of(
        "actual-times",
        "Actual times",
        Paragraph.of("The report has them, work and wait apart; on paper they are written here."),
        new CodeBlock(typed.ofRun("report", "-o", "report.md")),
        new Table(
            "Planned, forecast and actual",
            List.of(
                Column.words("Step"),
                Column.words("Planned"),
                Column.words("Forecast"),
                Column.words("Actual")),
            rows));
  }

  private Section lessons() {
    return Section.of(
        "lessons",
        "Lessons",
        Checklist.open(
            List.of(
                Paragraph.of("Which steps took longer than planned, and why?"),
                Paragraph.of("Which deviations does the report list, and what avoids them?"),
                Paragraph.of("Which notice came late, or to nobody?"),
                Paragraph.of("What was not in this runbook?"),
                Paragraph.of("Which figures of the plan are to be others next time?"))));
  }

  private Section close() {
    return Section.of(
        "closing",
        "Closing",
        Paragraph.of(
            "When nobody needs the way back any more. Until then the source is frozen, and a"
                + " rollback possible. May be done by "
                + new People(subject.plan()).called(Right.CLOSE)
                + "."),
        new CodeBlock(typed.by("close", Right.CLOSE)));
  }
}
