package io.chromarunbook.activities.checks;

import java.util.List;

/** Family 12: searches take about as long as before. Only ever a warning. */
public final class PerformanceChecks {

  // Below this nobody notices, and machines differ by more.
  private static final double UNNOTICED_MILLIS = 20;
  private static final double TIMES = 2;

  static final Check MEDIAN =
      Check.warning(
          "performance.query-p50",
          "half of the queries answered within twice the source's time",
          "The same queries were timed at both servers during this validation.",
          "Times under load, or with a cold cache.",
          Inapplicable.NO_QUERIES);

  static final Check TAIL =
      Check.warning(
          "performance.query-p95",
          "95 % of the queries answered within twice the source's time",
          "The same queries were timed at both servers during this validation.",
          "Times under load, or with a cold cache.",
          Inapplicable.NO_QUERIES);

  /** What it consists of. */
  public static final Family FAMILY =
      new Family("performance", "Performance", List.of(MEDIAN, TAIL));

  private PerformanceChecks() {}

  /**
   * Looks at one collection; what it says is free of figures, which the report has.
   *
   * @param source milliseconds: p50 and p95
   * @param target milliseconds: p50 and p95
   */
  public static void look(String collection, Latency source, Latency target, Tallies tallies) {
    tallies.look(MEDIAN, bearable(source.p50(), target.p50()), collection);
    tallies.look(TAIL, bearable(source.p95(), target.p95()), collection);
  }

  private static boolean bearable(double source, double target) {
    return target <= UNNOTICED_MILLIS || target <= TIMES * source;
  }

  /** How long queries took, in milliseconds. */
  public record Latency(double p50, double p95) {}
}
