package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.chroma.ChromaException;
import java.time.Duration;

/**
 * Waits between writes to a server that cannot take them for now: as long as it asks, else longer
 * each time, and never longer than the plan is patient. After a few times the attempt ends, and the
 * next one goes on over a new connection. What only reads is waited for by whoever sends it; of a
 * write only its writer knows what to look for before it is sent again.
 */
final class Patience {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int PAUSES = 6;

  private final Attempt attempt;
  private int pauses;

  Patience(Attempt attempt) {
    this.attempt = attempt;
  }

  /**
   * Lets some time pass.
   *
   * @throws ChromaException the given one, where waiting cannot help or has not helped
   */
  void afterFailure(ChromaException failure) {
    if (!failure.kind().transientFault() || pauses == PAUSES || attempt.givesUp()) {
      throw failure;
    }
    Duration pause = failure.retryAfter().orElse(FIRST_PAUSE.multipliedBy(1L << pauses));
    attempt.rest(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    pauses++;
  }
}
