package io.chromarunbook.workflows.text;

import java.time.Duration;
import java.util.Locale;

/** Durations in words: {@code 3.2 s}, {@code 42 s}, {@code 5 min 12 s}, {@code 1 h 5 min}. */
public final class Durations {

  private Durations() {}

  /** This duration. */
  public static String words(Duration duration) {
    return words(duration.toMillis() / 1000.0);
  }

  /** These seconds. */
  public static String words(double seconds) {
    if (seconds < 0.05) {
      return "0 s";
    }
    if (seconds < 10) {
      return seconds == Math.rint(seconds)
          ? (long) seconds + " s"
          : String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3_600) {
      return whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
    }
    if (whole < 48 * 3_600) {
      return whole / 3_600 + " h" + (whole % 3_600 < 60 ? "" : " " + whole % 3_600 / 60 + " min");
    }
    return whole / 86_400 + " days";
  }
}
