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

  static double perSecond(long records, long nanos) {
    return nanos == 0 ? 0 : records * 1e9 / nanos;
  }

  /**
   * How long the machine's steps of the freeze will take, by step id; a step whose speed could not
   * be measured is left out.
   *
   * @param rehearsed of the records, those that Step 2 restores into scratch collections
   */
  Map<String, Duration> forecast(long records, long rehearsed) {
    Map<String, Duration> forecast = new LinkedHashMap<>();
    forecast.put("1", rounded(FLOOR_SECONDS));
    if (read > 0) {
      // Reading the parts again from disk is a small fraction of reading them from a server.
      double restoring =
          written > 0 && readBack > 0 ? rehearsed / written + rehearsed / readBack : 0;
      forecast.put("2", rounded(FLOOR_SECONDS + 1.1 * records / read + restoring));
    }
    if (written > 0 && readBack > 0) {
      // The source is read again meanwhile, and it may be the slower one.
      double importing = records / written + records / readBack;
      double readingAgain = read > 0 ? records / read : 0;
      forecast.put("3", rounded(FLOOR_SECONDS + Math.max(importing, readingAgain)));
    }
    if (readBack > 0) {
      forecast.put("4", rounded(FLOOR_SECONDS + records / readBack));
    }
    if (read > 0) {
      forecast.put("7a", rounded(FLOOR_SECONDS + records / read));
    }
    return forecast;
  }

  private static Duration rounded(double seconds) {
    return Duration.ofSeconds((long) Math.ceil(seconds));
  }
}
