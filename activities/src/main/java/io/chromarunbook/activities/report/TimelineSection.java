package io.chromarunbook.activities.report;

import io.chromarunbook.activities.charts.BarChart;
import io.chromarunbook.activities.charts.Charts;
import io.chromarunbook.activities.charts.Series;
import io.chromarunbook.document.Block;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Figure;
import io.chromarunbook.document.Fold;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.StepLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Every step, planned and actual, work and wait apart. */
record TimelineSection(MigrationStatus status) implements ReportSection {

  /** Bars of which the longest planned one is so much longer than all actual ones show nothing. */
  private static final double COMPARABLE = 20;

  @Override
  public Optional<Section> section() {
    List<Block> blocks = new ArrayList<>();
    List<StepLine> begun =
        status.steps().stream()
            .filter(step -> step.startedAt() != null && taken(step) > 0)
            .toList();
    if (!begun.isEmpty()) {
      charts(begun, blocks);
    }
    blocks.add(table());
    List<StepLine> started =
        status.steps().stream().filter(step -> step.startedAt() != null).toList();
    if (!started.isEmpty()) {
      blocks.add(beginnings(started));
    }
    return Optional.of(new Section("timeline", "Timeline", blocks));
  }

  private static double taken(StepLine step) {
    return step.workSeconds() + step.waitSeconds();
  }

  private void charts(List<StepLine> begun, List<Block> blocks) {
    double longest = begun.stream().mapToDouble(TimelineSection::taken).max().orElse(0);
    double planned = begun.stream().mapToDouble(StepLine::plannedSeconds).max().orElse(0);
    double unit = longest < 120 ? 1 : 60;
    String axis = unit == 1 ? "seconds" : "minutes";
    List<String> labels = begun.stream().map(step -> Wording.step(step.id())).toList();
    Series work = series("work", Series.Colour.FIRST, begun, StepLine::workSeconds, unit);
    Series wait = series("wait", Series.Colour.SECOND, begun, StepLine::waitSeconds, unit);
    blocks.add(
        new Figure(
            "What each step took, work and wait apart, in " + axis,
            alternative(begun, longest, planned),
            Charts.bars(
                "timeline-taken",
                new BarChart(axis, labels, List.of(work, wait), BarChart.Arrangement.STACKED)),
            List.of()));
    if (planned > 0) {
      double shared = planned <= COMPARABLE * longest ? unit : 60;
      blocks.add(
          new Figure(
              "Planned against actual, in " + (shared == 1 ? "seconds" : "minutes"),
              "Planned were up to %s a step, taken were up to %s; each is in the table below."
                  .formatted(Wording.span(planned), Wording.span(longest)),
              Charts.bars(
                  "timeline-planned",
                  new BarChart(
                      shared == 1 ? "seconds" : "minutes",
                      labels,
                      List.of(
                          series(
                              "planned",
                              Series.Colour.FOURTH,
                              begun,
                              StepLine::plannedSeconds,
                              shared),
                          series(
                              "actual",
                              Series.Colour.FIRST,
                              begun,
                              TimelineSection::taken,
                              shared)),
                      BarChart.Arrangement.BESIDE)),
              List.of()));
    }
  }

  private String alternative(List<StepLine> begun, double longest, double planned) {
    StepLine slowest =
        begun.stream().filter(step -> taken(step) == longest).findFirst().orElseThrow();
    return "The longest step was %s with %s (work %s, wait %s); the longest planned one is %s."
        .formatted(
            Wording.step(slowest.id()),
            Wording.span(longest),
            Wording.span(slowest.workSeconds()),
            Wording.span(slowest.waitSeconds()),
            Wording.span(planned));
  }

  private static Series series(
      String name,
      Series.Colour colour,
      List<StepLine> steps,
      ToDoubleFunction<StepLine> seconds,
      double unit) {
    return new Series(
        name, colour, steps.stream().map(step -> seconds.applyAsDouble(step) / unit).toList());
  }

  private Table table() {
    return new Table(
        "Planned and actual times of every step",
        List.of(
            Column.words("Step"),
            Column.numbers("Planned"),
            Column.numbers("Work"),
            Column.numbers("Wait"),
            Column.words("What came of it")),
        status.steps().stream().map(TimelineSection::row).toList());
  }

  private static Row row(StepLine step) {
    boolean begun = step.startedAt() != null;
    return Row.of(
        Wording.step(step.id()),
        step.plannedSeconds() == 0 ? "–" : Wording.span(step.plannedSeconds()),
        begun ? Wording.span(step.workSeconds()) : "–",
        begun ? Wording.span(step.waitSeconds()) : "–",
        outcome(step));
  }

  private static String outcome(StepLine step) {
    String note = step.note() == null ? "" : step.note();
    if (step.startedAt() == null && step.state() != StepLine.State.SKIPPED) {
      return "not reached";
    }
    if (step.state() == StepLine.State.DONE && !note.isEmpty()) {
      return note;
    }
    return Wording.word(step.state()) + (note.isEmpty() ? "" : ": " + note);
  }

  private Fold beginnings(List<StepLine> begun) {
    return Fold.elsewhere(
        "When each step began",
        new Table(
            "When each step began",
            List.of(Column.words("Step"), Column.words("Began"), Column.words("State")),
            begun.stream()
                .map(
                    step ->
                        Row.of(
                            Wording.step(step.id()),
                            Wording.time(step.startedAt()),
                            Wording.word(step.state())))
                .toList()));
  }
}
