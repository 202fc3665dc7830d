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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How fast records were written, and what was measured beside what was expected. */
record ThroughputSection(ReportFacts facts) implements ReportSection {

  /** More points than that are one line of ink. */
  private static final int MOST_POINTS = 200;

  @Override
  public Optional<Section> section() {
    List<ImportLine> imports =
        facts.imports().stream().filter(line -> line.batches() > 0 && line.seconds() > 0).toList();
    if (imports.isEmpty() && facts.performance().isEmpty()) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    if (!imports.isEmpty()) {
      writing(imports, blocks);
    }
    List<PerformanceLine> measured =
        facts.performance().stream().filter(line -> !line.ofSearch()).toList();
    if (!measured.isEmpty()) {
      blocks.add(
          new Table(
              "What was measured, beside what was expected",
              List.of(
                  Column.words("Figure"),
                  Column.numbers("Expected (dry-run, source)"),
                  Column.numbers("Measured")),
              measured.stream()
                  .map(line -> Row.of(line.figure(), line.expected(), line.measured()))
                  .toList()));
    }
    return Optional.of(new Section("throughput", "Throughput and batch latency", blocks));
  }

  private void writing(List<ImportLine> imports, List<Block> blocks) {
    ImportLine all = imports.stream().reduce(ImportLine::plus).orElseThrow();
    blocks.add(
        Paragraph.of(
            "%s in %s requests: %s a second while requests were under way, %s a request on average. Receipts have the sum of each part, so every point below is the mean of one part's requests."
                .formatted(
                    Wording.records(all.records()),
                    Wording.number(all.batches()),
                    Wording.records(Math.round(all.perSecond())),
                    Wording.milliseconds(all.millisecondsEach()))));
    List<ImportLine> points = thinned(imports);
    String across =
        points.size() == imports.size()
            ? "part, in the order of collections"
            : "parts, some together";
    blocks.add(
        new Figure(
            "Throughput by part, in records a second",
            "Between %s and %s records a second."
                .formatted(
                    Wording.number(Math.round(least(points, ImportLine::perSecond))),
                    Wording.number(Math.round(most(points, ImportLine::perSecond)))),
            Charts.line(
                "throughput-records",
                LineChart.of(
                    across,
                    "records a second",
                    new Series(
                        "throughput",
                        Series.Colour.FIRST,
                        points.stream().map(ImportLine::perSecond).toList()))),
            List.of()));
    blocks.add(
        new Figure(
            "Batch latency by part, in milliseconds a request",
            "Between %s and %s a request."
                .formatted(
                    Wording.milliseconds(least(points, ImportLine::millisecondsEach)),
                    Wording.milliseconds(most(points, ImportLine::millisecondsEach))),
            Charts.line(
                "throughput-latency",
                LineChart.of(
                    across,
                    "milliseconds",
                    new Series(
                        "latency",
                        Series.Colour.SECOND,
                        points.stream().map(ImportLine::millisecondsEach).toList()))),
            List.of()));
    blocks.add(
        Fold.elsewhere(
            "What each part's requests took",
            new Table(
                "What each part's requests took",
                List.of(
                    Column.words("Collection"),
                    Column.numbers("Part"),
                    Column.numbers("Records"),
                    Column.numbers("Requests"),
                    Column.numbers("Records a second"),
                    Column.numbers("A request")),
                imports.stream().limit(MOST_POINTS).map(ThroughputSection::row).toList())));
  }

  private static Row row(ImportLine line) {
    return Row.of(
        line.collection(),
        Wording.number(line.part()),
        Wording.number(line.records()),
        Wording.number(line.batches()),
        Wording.number(Math.round(line.perSecond())),
        Wording.milliseconds(line.millisecondsEach()));
  }

  /** Neighbours together, where there are too many to be told apart. */
  private static List<ImportLine> thinned(List<ImportLine> imports) {
    int together = (imports.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<ImportLine> points = new ArrayList<>();
    for (int from = 0; from < imports.size(); from += together) {
      points.add(
          imports.subList(from, Math.min(imports.size(), from + together)).stream()
              .reduce(ImportLine::plus)
              .orElseThrow());
    }
    return points;
  }

  private static double least(List<ImportLine> lines, ToDoubleFunction<ImportLine> of) {
    return lines.stream().mapToDouble(of).min().orElse(0);
  }

  private static double most(List<ImportLine> lines, ToDoubleFunction<ImportLine> of) {
    return lines.stream().mapToDouble(of).max().orElse(0);
  }
}
