package io.chromarunbook.activities.pipeline;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;

/**
 * One stage of a pipeline: a thread of its own, which ends with the pipeline. It works for the
 * activity whose thread made it, and its log lines say so.
 */
public final class Stage implements AutoCloseable {

  /** An interrupted request ends at once; this only bounds what does not. */
  private static final long SECONDS_TO_END = 5;

  private final ExecutorService thread;

  /** A thread of this name, which never keeps the process alive. */
  public Stage(String name) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(() -> within(context, task), name);
              made.setDaemon(true);
              return made;
            });
  }

  private static void within(Map<String, String> context, Runnable task) {
    if (context != null) {
      MDC.setContextMap(context);
    }
    task.run();
  }

  /** Does this after everything given before. */
  public <T> Future<T> then(Callable<T> task) {
    return thread.submit(() -> counted(task));
  }

  private static <T> T counted(Callable<T> task) throws Exception {
    long start = ProcessorTime.ofThisThread();
    try {
      return task.call();
    } finally {
      ProcessorTime.countSince(start);
    }
  }

  /** The result, or the failure as it was thrown. */
  public static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The failure of whoever was interrupted while waiting; the thread stays marked. */
  public static RuntimeException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for another stage", e);
  }

  /** Interrupts what it does and waits until it does nothing any more. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
