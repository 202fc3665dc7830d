package io.chromarunbook.activities.dryrun;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The speeds a dry-run measured, and what they make of the later steps.
 *
 * @param read records a second from the source
 * @param written records a second into the target
 * @param readBack records a second from the target
 */
record Rates(double read, double written, double readBack) {

  // What a step costs however few records there are: starts, listings, manifests.
  private static final double FLOOR_SECONDS = 5;

  // What a collection costs however few records it has, in seconds by step id: measured with 2,000
  // of five records, on two processors (docs/performance.md); the cutover's is estimated from the
  // second reading's.
  private static final Map<String, Double> SECONDS_A_COLLECTION =
      Map.of("1", 0.04, "2", 0.04, "3", 0.15, "4", 0.18, "7a", 0.05);

  static double perSecond(long records, long nanos) {
    return nanos == 0 ? 0 : records * 1e9 / nanos;
  }

  /**
   * How long the machine's steps of the freeze will take, by step id; a step whose speed could not
   * be measured is left out.
   *
   * @param rehearsed of the records, those that Step 2 restores into scratch collections
   * @param collections the records are in
   */
  Map<String, Duration> forecast(long records, long rehearsed, int collections) {
    Map<String, Double> moving = moving(records, rehearsed);
    Map<String, Duration> forecast = new LinkedHashMap<>();
    moving.forEach(
        (step, seconds) ->
            forecast.put(
                step,
                rounded(FLOOR_SECONDS + seconds + SECONDS_A_COLLECTION.get(step) * collections)));
    return forecast;
  }

  /** What the records alone take, in seconds by step id. */
  private Map<String, Double> moving(long records, long rehearsed) {
    Map<String, Double> moving = new LinkedHashMap<>();
    moving.put("1", 0.0);
    if (read > 0) {
      // Reading the parts again from disk is a small fraction of reading them from a server.
      double restoring =
          written > 0 && readBack > 0 ? rehearsed / written + rehearsed / readBack : 0;
      moving.put("2", 1.1 * records / read + restoring);
    }
    if (written > 0 && readBack > 0) {
      // The source is read again meanwhile, and it may be the slower one.
      double importing = records / written + records / readBack;
      double readingAgain = read > 0 ? records / read : 0;
      moving.put("3", Math.max(importing, readingAgain));
    }
    if (readBack > 0) {
      moving.put("4", records / readBack);
    }
    if (read > 0) {
      moving.put("7a", records / read);
    }
    return moving;
  }

  private static Duration rounded(double seconds) {
    return Duration.ofSeconds((long) Math.ceil(seconds));
  }
}
