package io.chromarunbook.activities.run;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a process that look after what its attempts wait for: one that looks, every
 * second, and never waits itself; and as many as are needed to tell others, which may take a while.
 */
final class Lookout {

  private static final ScheduledThreadPoolExecutor LOOKS =
      new ScheduledThreadPoolExecutor(1, task -> daemon(task, "outages"));

  private static final Executor TELLERS =
      Executors.newCachedThreadPool(task -> daemon(task, "outage-news"));

  static {
    LOOKS.setRemoveOnCancelPolicy(true);
  }

  private Lookout() {}

  /** Looks every second from now on, until the future is cancelled. */
  static ScheduledFuture<?> everySecond(Runnable look) {
    return LOOKS.scheduleWithFixedDelay(look, 1, 1, TimeUnit.SECONDS);
  }

  /** Where others are told. */
  static Executor tellers() {
    return TELLERS;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
