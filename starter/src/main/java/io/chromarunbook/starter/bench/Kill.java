package io.chromarunbook.starter.bench;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.client.RunHistory;
import io.chromarunbook.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Kills the worker in the middle of Step 3, once, and finds out what became of it. */
final class Kill implements AutoCloseable {

  private static final double KILL_AT = 0.4;
  private static final long EVERY_MILLIS = 10;

  private record Killing(Instant at, Map<Path, FileTime> acknowledged) {}

  private final LocalStack stack;
  private final RunFolder run;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile Killing killing;

  Kill(LocalStack stack, RunFolder run) {
    this.stack = stack;
    this.run = run;
    var ignored =
        clock.scheduleWithFixedDelay(
            this::killWhenItIsTime, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void killWhenItIsTime() {
    if (killing == null && Snapshot.sealed(run.snapshot())) {
      int parts =
          Snapshot.open(run.snapshot()).manifest().collections().stream()
              .mapToInt(collection -> collection.parts().size())
              .sum();
      if (receipts().size() >= KILL_AT * parts) {
        stack.kill(LocalStack.WORKER);
        killing = new Killing(Instant.now(), receipts());
      }
    }
  }

  /** What it cost, after the end; nothing where the import was over too soon to be killed. */
  Optional<Resumption> resumption(RunHistory history) {
    if (killing == null) {
      return Optional.empty();
    }
    Map<Path, FileTime> after = receipts();
    long doneAgain =
        killing.acknowledged().entrySet().stream()
            .filter(receipt -> !receipt.getValue().equals(after.get(receipt.getKey())))
            .count();
    Optional<Double> partIn = secondsToTheFirst(after.values());
    Optional<Double> takenUp = secondsToTheFirst(times(run.fences()).values());
    return partIn.map(
        seconds ->
            new Resumption(
                takenUp.orElse(seconds),
                seconds,
                history.repeated(Ours.IMPORTING),
                (int) doneAgain));
  }

  /** To the first file that was written after the kill. */
  private Optional<Double> secondsToTheFirst(Collection<FileTime> times) {
    return times.stream()
        .map(FileTime::toInstant)
        .filter(time -> time.isAfter(killing.at()))
        .min(Instant::compareTo)
        .map(first -> new MeasuredTime(killing.at(), first).seconds());
  }

  private Map<Path, FileTime> receipts() {
    return times(run.receipts());
  }

  private static Map<Path, FileTime> times(Path folder) {
    Map<Path, FileTime> times = new HashMap<>();
    try {
      for (Path file : FilesIn.all(folder)) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
    return times;
  }

  @Override
  public void close() {
    var ignored = clock.shutdownNow();
  }
}
