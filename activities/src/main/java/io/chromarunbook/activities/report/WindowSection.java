package io.chromarunbook.activities.report;

import io.chromarunbook.activities.charts.Charts;
import io.chromarunbook.activities.charts.LineChart;
import io.chromarunbook.activities.charts.Series;
import io.chromarunbook.document.Block;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Figure;
import io.chromarunbook.document.Fold;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.document.Table.Row;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.steps.MigratedContent;
import io.chromarunbook.workflows.steps.WindowFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The window after the switch: its probes, and what became of migrated records. */
record WindowSection(MigrationStatus status, ReportFacts facts) implements ReportSection {

  private static final int MOST_POINTS = 500;

  @Override
  public Optional<Section> section() {
    List<Block> blocks = new ArrayList<>();
    if (!facts.probes().isEmpty()) {
      probes(blocks);
    }
    if (status.window() != null && status.window().content() != null) {
      blocks.add(Paragraph.of(content(status.window().content())));
    }
    return blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("window", "The window after the switch", blocks));
  }

  private void probes(List<Block> blocks) {
    List<ProbeLine> all = facts.probes();
    List<ProbeLine> shown = all.subList(Math.max(0, all.size() - MOST_POINTS), all.size());
    List<Integer> bad =
        IntStream.range(0, shown.size()).filter(at -> !shown.get(at).healthy()).boxed().toList();
    ProbeLine last = all.get(all.size() - 1);
    blocks.add(
        Paragraph.of(
            "%s of %s probes were good; the last one, at %s, found %s that applications have added at the target."
                .formatted(
                    Wording.number(all.stream().filter(ProbeLine::healthy).count()),
                    Wording.number(all.size()),
                    Wording.time(last.at()),
                    Wording.records(last.newAtTarget()))));
    blocks.add(latency(shown, bad));
    searches(shown).ifPresent(blocks::add);
    door(shown).ifPresent(blocks::add);
    blocks.add(
        Fold.elsewhere(
            "Each probe",
            new Table(
                "Probes of the window",
                List.of(
                    Column.numbers("Probe"),
                    Column.words("At"),
                    Column.words("Result"),
                    Column.numbers("Query, ms"),
                    Column.words("What it found")),
                shown.stream().map(WindowSection::row).toList())));
  }

  private static Figure latency(List<ProbeLine> shown, List<Integer> bad) {
    return new Figure(
        "Probes of the window: what a query at the target took, in milliseconds",
        "Between %s and %s ms; %s."
            .formatted(
                Wording.number(shown.stream().mapToLong(ProbeLine::latencyMillis).min().orElse(0)),
                Wording.number(shown.stream().mapToLong(ProbeLine::latencyMillis).max().orElse(0)),
                bad.isEmpty()
                    ? "no probe was bad"
                    : Wording.number(bad.size()) + " bad probes are marked"),
        Charts.line(
            "probes",
            new LineChart(
                "probe",
                "milliseconds",
                new Series(
                    "latency",
                    Series.Colour.FIRST,
                    shown.stream().map(probe -> (double) probe.latencyMillis()).toList()),
                bad,
                bad.isEmpty() ? "" : "bad")),
        List.of());
  }

  private static Optional<Figure> searches(List<ProbeLine> probes) {
    List<WindowFigures> measured =
        probes.stream().map(ProbeLine::figures).filter(Objects::nonNull).toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Figure(
            "Fixed searches of the window: p95, in milliseconds",
            "%s ms when the window opened, %s ms in the last probe; at most %s of %s searches missed the record they were made from."
                .formatted(
                    Wording.number(Math.round(measured.get(0).p95AtFirst())),
                    Wording.number(Math.round(measured.get(measured.size() - 1).p95Millis())),
                    Wording.number(
                        measured.stream().mapToLong(WindowFigures::unfound).max().orElse(0)),
                    Wording.number(measured.get(measured.size() - 1).searches())),
            Charts.line(
                "searches",
                LineChart.of(
                    "probe",
                    "milliseconds",
                    new Series(
                        "p95",
                        Series.Colour.FIRST,
                        measured.stream().map(WindowFigures::p95Millis).toList()))),
            List.of()));
  }

  private static Optional<Figure> door(List<ProbeLine> probes) {
    List<WindowFigures.Door> minutes =
        probes.stream()
            .map(ProbeLine::figures)
            .filter(Objects::nonNull)
            .map(WindowFigures::door)
            .filter(Objects::nonNull)
            .toList();
    if (minutes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Figure(
            "The gate in the window: requests that failed, in per cent of the minute before each probe",
            "%s of %s requests failed in the minutes that were looked at."
                .formatted(
                    Wording.number(minutes.stream().mapToLong(WindowFigures.Door::errors).sum()),
                    Wording.number(minutes.stream().mapToLong(WindowFigures.Door::requests).sum())),
            Charts.line(
                "gate-errors",
                LineChart.of(
                    "probe",
                    "per cent",
                    new Series(
                        "failed",
                        Series.Colour.FIRST,
                        minutes.stream().map(WindowSection::percentFailed).toList()))),
            List.of()));
  }

  private static double percentFailed(WindowFigures.Door minute) {
    return minute.requests() == 0 ? 0 : 100.0 * minute.errors() / minute.requests();
  }

  private static Row row(ProbeLine probe) {
    return Row.of(
        Wording.number(probe.number()),
        Wording.time(probe.at()),
        probe.healthy() ? "good" : "bad",
        Wording.number(probe.latencyMillis()),
        Stream.concat(Stream.of(probe.message()), probe.exceeded().stream())
            .collect(Collectors.joining(" ")));
  }

  private String content(MigratedContent content) {
    return "%s of %s compared again in the window; %s had changed and %s were gone, which edits by applications explain as well as damage does.%s"
        .formatted(
            Wording.number(content.compared()),
            Wording.records(status.totals().snapshot()),
            Wording.number(content.changed()),
            Wording.number(content.gone()),
            content.examples().isEmpty()
                ? ""
                : " The first: " + String.join(", ", content.examples()) + ".");
  }
}
