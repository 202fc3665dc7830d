package io.chromarunbook.activities.pipeline;

import io.micrometer.core.instrument.Metrics;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Objects;
import org.slf4j.MDC;

/**
 * The processor time of activities, counted by type as {@code runbook.activity.cpu.seconds}, so
 * that what runs side by side in one worker can be told apart. What Temporal's and the compiler's
 * threads do for them is not in it.
 */
public final class ProcessorTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ProcessorTime() {}

  /** What this thread has taken so far, in nanoseconds; 0 where the machine does not tell. */
  public static long ofThisThread() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
  }

  /** Counts what this thread has taken since then for the activity it works for. */
  public static void countSince(long then) {
    Metrics.counter("runbook.activity.cpu.seconds", "type", activity())
        .increment((ofThisThread() - then) / 1e9);
  }

  private static String activity() {
    return Objects.requireNonNullElse(MDC.get("step"), "none");
  }
}
