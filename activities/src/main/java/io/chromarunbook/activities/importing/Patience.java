package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.chroma.ChromaException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Waits for a server that cannot do something for now: as long as it asks, else longer each time,
 * and never longer than the plan is patient. After a few times the attempt ends, and the next one
 * goes on over a new connection.
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

  /** Does what may fail for now. */
  static <T> T with(Attempt attempt, Supplier<T> work) {
    Patience patience = new Patience(attempt);
    while (true) {
      try {
        return work.get();
      } catch (ChromaException e) {
        patience.afterFailure(e);
      }
    }
  }
}
