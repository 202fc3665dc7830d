package io.chromarunbook.activities.charts;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Values one after the other, numbered from 1.
 *
 * @param across what is numbered
 * @param up what the height says, with its unit
 * @param marked places of the first series, from 0, that are shown as marks of the second colour
 * @param mark what that means; empty where none is marked
 */
public record LineChart(
    String across, String up, Series series, List<Integer> marked, String mark) {

  public LineChart {
    requireNonNull(across, "across is null");
    requireNonNull(up, "up is null");
    requireNonNull(series, "series is null");
    requireNonNull(mark, "mark is null");
    marked = List.copyOf(marked);
  }

  /** Where nothing is marked. */
  public static LineChart of(String across, String up, Series series) {
    return new LineChart(across, up, series, List.of(), "");
  }
}
