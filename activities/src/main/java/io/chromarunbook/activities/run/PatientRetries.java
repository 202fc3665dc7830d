package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.Retries;
import java.time.Duration;

/**
 * Sends one request again until it is answered or patience with its server ends: as soon as the
 * server asks for, else a little later each time. So one request that goes wrong costs nothing of
 * the work before it.
 */
final class PatientRetries implements Retries {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);

  private final Pausing waiting;
  private Duration pause = FIRST_PAUSE;

  PatientRetries(Pausing waiting) {
    this.waiting = waiting;
  }

  @Override
  public void after(ChromaException failure) {
    if (!failure.kind().transientFault() || waiting.givesUp()) {
      throw failure;
    }
    waiting.rest(failure.retryAfter().map(PatientRetries::bounded).orElse(pause));
    pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    if (waiting.givesUp()) {
      throw failure;
    }
  }

  private static Duration bounded(Duration asked) {
    return shorter(asked, LONGEST_ASKED_FOR);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
