package io.chromarunbook.starter.bench;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.starter.connection.RunHistory;
import io.chromarunbook.starter.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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
  private static final String IMPORT = "ImportImportPart";

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
    return after.entrySet().stream()
        .filter(receipt -> !killing.acknowledged().containsKey(receipt.getKey()))
        .map(Map.Entry::getValue)
        .min(FileTime::compareTo)
        .map(
            next ->
                new Resumption(
                    new Window(killing.at(), next.toInstant()).seconds(),
                    history.repeated(IMPORT),
                    (int) doneAgain));
  }

  private Map<Path, FileTime> receipts() {
    Map<Path, FileTime> times = new HashMap<>();
    try {
      for (Path receipt : ReceiptFiles.of(run)) {
        times.put(receipt, Files.getLastModifiedTime(receipt));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the receipts of " + run.path(), e);
    }
    return times;
  }

  @Override
  public void close() {
    var ignored = clock.shutdownNow();
  }
}
