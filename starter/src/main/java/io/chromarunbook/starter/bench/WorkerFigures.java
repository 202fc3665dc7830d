package io.chromarunbook.starter.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Follows how much of its heap a worker holds, by the worker's own metrics. */
final class HeapMeter implements AutoCloseable {

  private static final long EVERY_MILLIS = 500;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final URI metrics;
  private final AtomicLong peak = new AtomicLong();

  HeapMeter(String metrics) {
    // All figures at once would cost the worker more than some of what is measured.
    this.metrics = URI.create(metrics + "?name%5B%5D=jvm_memory_used_bytes");
    var ignored = clock.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      String page =
          client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
      double used =
          page.lines()
              .filter(line -> line.startsWith("jvm_memory_used_bytes{"))
              .filter(line -> line.contains("area=\"heap\""))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
              .sum();
      peak.accumulateAndGet((long) used, Math::max);
    } catch (IOException e) {
      // The worker is not there just now; what it held before still counts.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  long peakBytes() {
    return peak.get();
  }

  @Override
  public void close() {
    var ignored = clock.shutdownNow();
  }
}
