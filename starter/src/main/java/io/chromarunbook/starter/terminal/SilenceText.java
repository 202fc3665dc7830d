package io.chromarunbook.starter.terminal;

import io.chromarunbook.client.Silence;
import io.chromarunbook.workflows.text.Durations;
import java.time.Duration;
import java.time.Instant;

/** Why nobody says how a run stands, since when, and what to do. */
public final class SilenceText {

  /** A worker that waits for work asks for it once a minute. */
  private static final Duration ASKING = Duration.ofSeconds(70);

  private SilenceText() {}

  /** While it lasts. */
  public static String lasting(Silence silence, Times times, Instant now) {
    if (silence instanceof Silence.NoTemporal temporal) {
      return "Temporal at "
          + temporal.place()
          + " has not answered since "
          + times.of(temporal.since(), now)
          + (temporal.why().isEmpty() ? "" : " (" + temporal.why() + ")")
          + ": your run is safe and goes on when it does; "
          + Commands.of("up")
          + " starts it, "
          + Commands.of("doctor")
          + " looks at it";
    }
    return noWorker((Silence.NoWorker) silence, times, now)
        + ": your run is safe and stands still; start one with "
        + Commands.of("up");
  }

  private static String noWorker(Silence.NoWorker silence, Times times, Instant now) {
    if (silence.lastSeen().isEmpty()) {
      return "No worker is known to Temporal: none has asked for work in the last five minutes, or since"
          + " the last one was stopped or Temporal began";
    }
    Instant seen = silence.lastSeen().get();
    return Duration.between(seen, now).compareTo(ASKING) > 0
        ? "No worker has asked for work since " + times.of(seen, now)
        : "No worker answers since "
            + times.of(silence.since(), now)
            + ", one last asked for work at "
            + times.of(seen, now);
  }

  /** Once it is over. */
  public static String over(Silence silence, Times times, Instant now) {
    String who =
        silence instanceof Silence.NoTemporal temporal
            ? "Temporal at " + temporal.place() + " answers again"
            : "A worker answers again";
    return who
        + ", at "
        + times.of(now, now)
        + " after "
        + Durations.words(Duration.between(silence.since(), now).toMillis() / 1_000.0);
  }
}
