package io.chromarunbook.activities.charts;

import io.chromarunbook.document.HostileMarkup;
import java.util.List;

/** Draws one chart of each kind, as a program of its own. */
public final class DrawsCharts {

  private DrawsCharts() {}

  /** Prints both drawings. */
  public static void main(String[] arguments) {
    System.out.println(Charts.bars("bars", bars()).markup());
    System.out.println(Charts.line("line", line()).markup());
  }

  static BarChart bars() {
    List<String> labels = HostileMarkup.all();
    List<Double> values = labels.stream().map(label -> (double) label.length()).toList();
    return new BarChart(
        "characters",
        labels,
        List.of(
            new Series("source", Series.Colour.FIRST, values),
            new Series("target", Series.Colour.SECOND, values)),
        BarChart.Arrangement.STACKED);
  }

  static LineChart line() {
    return new LineChart(
        "probe",
        "milliseconds",
        new Series("latency", Series.Colour.FIRST, List.of(3.0, 4.0, 250.0, 3.5)),
        List.of(2),
        "bad");
  }
}
