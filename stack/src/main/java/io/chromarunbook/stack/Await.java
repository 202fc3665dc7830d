package io.chromarunbook.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition. */
public final class Await {
  private static final Duration LOOK = Duration.ofMillis(40);

  private Await() {}

  /** Whether the condition came true in time; asked at once and then every few milliseconds. */
  public static boolean until(BooleanSupplier condition, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(LOOK.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new StackException(
            "Interrupted while waiting for the local stack; run the command again.");
      }
    }
    return true;
  }
}
