package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How the freeze stands, in one sentence. */
public final class FreezeText {

  /** From here on people must hurry. */
  public static final Duration NEAR = Duration.ofMinutes(10);

  private FreezeText() {}

  /** Writes refused for how long of how much, how far that is proven, and until when GO is safe. */
  public static String of(FreezeLine freeze, Times times, Instant now) {
    return withoutGo(freeze, times, now)
        + (freeze.until() != null || freeze.lastSafeGo() == null
            ? ""
            : "; last safe GO " + times.of(freeze.lastSafeGo(), now) + left(freeze, now));
  }

  /** The same where nobody asks for GO any more. */
  static String withoutGo(FreezeLine freeze, Times times, Instant now) {
    String used =
        Durations.words(freeze.frozenSeconds())
            + " of "
            + Durations.words(freeze.budgetSeconds())
            + " used";
    return freeze.until() == null
        ? standing(freeze, times, now) + "; " + used
        : "applications can write again since " + times.of(freeze.until(), now) + "; " + used;
  }

  private static String left(FreezeLine freeze, Instant now) {
    double left = Duration.between(now, freeze.lastSafeGo()).toMillis() / 1000.0;
    return left > 0 ? " (in " + Durations.words(Math.ceil(left)) + ")" : ", which has passed";
  }

  private static String standing(FreezeLine freeze, Times times, Instant now) {
    String since = times.of(freeze.standingSince(), now);
    String looked =
        freeze.lookedAt() == null
            ? ""
            : ", seen " + Durations.words(Math.floor(age(freeze.lookedAt(), now))) + " ago";
    return switch (freeze.standing()) {
      case PROVEN -> "proven since " + since + looked;
      case VOUCHED -> "NOT PROVEN, a person vouches for it since " + since;
      case UNKNOWN -> "UNKNOWN since " + since + " (" + Sentence.within(freeze.message()) + ")";
      case BROKEN -> "BROKEN since " + since + " (" + Sentence.within(freeze.message()) + ")";
      default -> freeze.standing().name().toLowerCase(Locale.ROOT) + " since " + since;
    };
  }

  private static double age(Instant moment, Instant now) {
    return Math.max(0, Duration.between(moment, now).toMillis() / 1000.0);
  }
}
