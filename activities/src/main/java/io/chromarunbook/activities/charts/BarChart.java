package io.chromarunbook.activities.charts;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Bars from left to right, a line for each label, the first one on top.
 *
 * @param axis what the bars' length says, with its unit
 * @param labels any texts
 * @param arrangement of the series of one label
 */
public record BarChart(
    String axis, List<String> labels, List<Series> series, Arrangement arrangement) {

  /** How the bars of one label lie. */
  public enum Arrangement {
    /** One after the other, as parts of a whole. */
    STACKED,
    /** One below the other, to be compared. */
    BESIDE
  }

  /** With a value for each label in each series. */
  public BarChart {
    requireNonNull(axis, "axis is null");
    requireNonNull(arrangement, "arrangement is null");
    labels = List.copyOf(labels);
    series = List.copyOf(series);
    for (Series each : series) {
      if (each.values().size() != labels.size()) {
        throw new IllegalArgumentException("a series has not as many values as there are labels");
      }
    }
  }
}
