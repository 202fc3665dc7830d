package io.chromarunbook.activities.snapshot;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Keeps reading at most so many records a second, by waiting before a request for what the earlier
 * ones used up.
 */
final class Pace {

  // Waits are cut so that an attempt that is no longer wanted ends soon.
  private static final long LONGEST_WAIT = Duration.ofMillis(200).toNanos();

  private final OptionalInt perSecond;
  private final LongSupplier nanoTime;
  private final LongConsumer wait;
  private long freeAt;

  /**
   * A pace by a clock.
   *
   * @param perSecond most records a second; empty for no limit
   * @param nanoTime like {@link System#nanoTime}
   * @param wait waits so many nanoseconds
   */
  Pace(OptionalInt perSecond, LongSupplier nanoTime, LongConsumer wait) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.wait = wait;
    this.freeAt = nanoTime.getAsLong();
  }

  /** The most records to ask for in one request: a second's worth. */
  int most() {
    return perSecond.orElse(Integer.MAX_VALUE);
  }

  /**
   * Returns when so many records may be asked for.
   *
   * @param stillWanted throws when nobody waits for the work any more
   */
  void take(int records, Runnable stillWanted) {
    if (perSecond.isEmpty()) {
      return;
    }
    for (long left = freeAt - nanoTime.getAsLong();
        left > 0;
        left = freeAt - nanoTime.getAsLong()) {
      stillWanted.run();
      wait.accept(Math.min(left, LONGEST_WAIT));
    }
    long cost = Math.round((double) records / perSecond.getAsInt() * 1e9);
    freeAt = nanoTime.getAsLong() + cost;
  }
}
