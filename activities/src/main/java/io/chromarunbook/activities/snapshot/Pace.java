package io.chromarunbook.activities.snapshot;

import io.chromarunbook.workflows.plan.ServerPlan;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Keeps reading at most so many records a second, by waiting before a request for what the earlier
 * ones used up.
 */
public final class Pace {

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

  /** The pace the plan sets for its source. */
  public static Pace of(ServerPlan source) {
    OptionalInt rate =
        source.maxRate() == null ? OptionalInt.empty() : OptionalInt.of(source.maxRate());
    return new Pace(rate, System::nanoTime, LockSupport::parkNanos);
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
  public void take(int records, Runnable stillWanted) {
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
