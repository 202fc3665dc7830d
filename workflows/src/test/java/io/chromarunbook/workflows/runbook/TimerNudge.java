package io.chromarunbook.workflows.runbook;

import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the test server's timer now and then. Where the last lock on its time falls at the end of a
 * request, the server tells its timer nothing (SelfAdvancingTimerImpl.updateLocks of SDK 1.38), and
 * that one sleeps in real time until somebody else stirs: an hour, where an hour was to be skipped.
 * Something to do that does nothing stirs it.
 */
final class TimerNudge implements AutoCloseable {

  private static final long EVERY_MILLIS = 200;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "nudges the test server's timer");
            daemon.setDaemon(true);
            return daemon;
          });

  TimerNudge(TestWorkflowEnvironment environment) {
    var ignored =
        thread.scheduleWithFixedDelay(
            () -> environment.registerDelayedCallback(Duration.ZERO, () -> {}),
            EVERY_MILLIS,
            EVERY_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** Ends it before the server ends. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test server takes nothing to do in 10 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
