package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.FreezeLine;
import java.time.Instant;
import java.util.Locale;

/** How the freeze stands, in one sentence. */
public final class FreezeText {

  private FreezeText() {}

  /** Writes refused for how long of how much, and how far that is proven. */
  public static String of(FreezeLine freeze, Times times, Instant now) {
    String used =
        Durations.words(freeze.frozenSeconds())
            + " of "
            + Durations.words(freeze.budgetSeconds())
            + " used";
    if (freeze.until() != null) {
      return "over since " + times.of(freeze.until(), now) + "; " + used;
    }
    return standing(freeze, times, now)
        + "; "
        + used
        + (freeze.lastSafeGo() == null
            ? ""
            : "; last safe GO " + times.of(freeze.lastSafeGo(), now));
  }

  private static String standing(FreezeLine freeze, Times times, Instant now) {
    String since = times.of(freeze.standingSince(), now);
    String looked =
        freeze.lookedAt() == null
            ? ""
            : ", seen " + Durations.words(age(freeze.lookedAt(), now)) + " ago";
    return switch (freeze.standing()) {
      case PROVEN -> "proven since " + since + looked;
      case VOUCHED -> "NOT PROVEN, a person vouches for it since " + since;
      case UNKNOWN -> "UNKNOWN since " + since + " (" + unended(freeze.message()) + ")";
      case BROKEN -> "BROKEN since " + since + " (" + unended(freeze.message()) + ")";
      default -> freeze.standing().name().toLowerCase(Locale.ROOT) + " since " + since;
    };
  }

  private static String unended(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static double age(Instant moment, Instant now) {
    return Math.max(0, java.time.Duration.between(moment, now).toMillis() / 1000.0);
  }
}
