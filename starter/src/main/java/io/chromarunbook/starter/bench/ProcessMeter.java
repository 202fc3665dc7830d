package io.chromarunbook.starter.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads from /proc, ten times a second, what some processes have used so far. */
final class ProcessMeter implements AutoCloseable {

  /** Linux counts CPU time in hundredths of a second towards programs, whatever its own clock. */
  private static final double TICKS_PER_SECOND = 100;

  private static final long EVERY_MILLIS = 100;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private final Map<String, Series> watched = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  private record Sample(Instant at, double cpuSeconds, long residentBytes) {}

  private record Series(long pid, RisingFigure cpuSeconds, List<Sample> samples) {
    void sample() {
      ProcessMeter.read(pid)
          .ifPresent(
              sample -> {
                cpuSeconds.read(sample.at(), sample.cpuSeconds());
                samples.add(sample);
              });
    }
  }

  ProcessMeter() {
    var ignored =
        clock.scheduleAtFixedRate(
            () -> watched.values().forEach(Series::sample),
            EVERY_MILLIS,
            EVERY_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** Whether this machine tells what processes use. */
  static boolean works() {
    return read(ProcessHandle.current().pid()).isPresent();
  }

  void watch(String name, long pid) {
    Series series = new Series(pid, new RisingFigure(), new CopyOnWriteArrayList<>());
    series.sample();
    watched.put(name, series);
  }

  /** What a process used in this time; between two readings it is taken as even. */
  Usage usage(String name, MeasuredTime window) {
    Series series = watched.get(name);
    series.sample();
    long peak =
        series.samples().stream()
            .filter(sample -> !sample.at().isBefore(window.from()))
            .filter(sample -> !sample.at().isAfter(window.to()))
            .mapToLong(Sample::residentBytes)
            .max()
            .orElse(0);
    return new Usage(series.cpuSeconds().riseIn(window), peak);
  }

  private static Optional<Sample> read(long pid) {
    try {
      Path process = Path.of("/proc", Long.toString(pid));
      Instant now = Instant.now();
      String line = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      double ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
      long kilobytes =
          Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1)
              .lines()
              .filter(each -> each.startsWith("VmRSS:"))
              .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0);
      return Optional.of(new Sample(now, ticks / TICKS_PER_SECOND, kilobytes << 10));
    } catch (IOException e) {
      return Optional.empty(); // it has ended
    }
  }

  @Override
  public void close() {
    var ignored = clock.shutdownNow();
  }
}
