package io.chromarunbook.starter.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Follows what a worker tells of itself: how much of its heap it holds, and what activities take.
 */
final class WorkerFigures implements AutoCloseable {

  // Each look costs the worker some ten milliseconds, which is counted as its own work; monitoring
  // looks less often than that.
  private static final long EVERY_MILLIS = 5_000;
  private static final String HEAP = "jvm_memory_used_bytes";
  private static final String CPU = "runbook_activity_cpu_seconds_total";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final URI metrics;
  private final String activity;
  private final AtomicLong heapPeak = new AtomicLong();
  private final RisingFigure cpuSeconds = new RisingFigure();

  /**
   * Looks from now on.
   *
   * @param metrics the worker's page
   * @param activity the type whose processor time is followed
   */
  WorkerFigures(String metrics, String activity) {
    // All figures at once would cost the worker more than some of what is measured.
    this.metrics = URI.create(metrics + "?name%5B%5D=" + HEAP + "&name%5B%5D=" + CPU);
    this.activity = activity;
    var ignored = clock.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      String page =
          client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
      heapPeak.accumulateAndGet((long) sum(page, HEAP, "area=\"heap\""), Math::max);
      cpuSeconds.read(Instant.now(), sum(page, CPU, "type=\"" + activity + "\""));
    } catch (IOException e) {
      // The worker is not there just now; what it said before still counts.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double sum(String page, String name, String label) {
    return page.lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The most the heap held. */
  long heapPeakBytes() {
    return heapPeak.get();
  }

  /** What the activity's threads took, of an activity that began and ended in this time. */
  double cpuSeconds(MeasuredTime window) {
    return cpuSeconds.riseAround(window);
  }

  @Override
  public void close() {
    var ignored = clock.shutdownNow();
  }
}
