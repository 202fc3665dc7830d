package io.chromarunbook.starter.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What several measurements of one thing gave. */
public record Spread(double min, double median, double max) {

  static <T> Spread of(List<T> measured, ToDoubleFunction<T> value) {
    List<Double> sorted = measured.stream().map(value::applyAsDouble).sorted().toList();
    int count = sorted.size();
    double median = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
    return new Spread(rounded(sorted.get(0)), rounded(median), rounded(sorted.get(count - 1)));
  }

  private static double rounded(double value) {
    return Math.rint(value * 10_000) / 10_000;
  }
}
