package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.run.Attempt;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Upserts batches. A batch too large for the server is split; of a refused one the culprits are
 * found by halving and put aside; an overloaded server is given the time it asks for. Whatever
 * leaves the outcome unknown ends the attempt: the next one reads back what was written.
 */
final class BatchWriter {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int MOST_PAUSES = 10;

  private final ChromaServer target;
  private final CollectionInfo collection;
  private final Fence fence;
  private final Attempt attempt;
  private final BiConsumer<RoutedRecord, String> culprits;
  private long written;
  private int batches;
  private long nanos;

  /**
   * Writes into a collection.
   *
   * @param culprits takes each record the server refuses, with the reason in one sentence
   */
  BatchWriter(
      ChromaServer target,
      CollectionInfo collection,
      Fence fence,
      Attempt attempt,
      BiConsumer<RoutedRecord, String> culprits) {
    this.target = target;
    this.collection = collection;
    this.fence = fence;
    this.attempt = attempt;
    this.culprits = culprits;
  }

  /** Writes these records, all that the server takes. */
  void write(List<RoutedRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    try {
      upsertPatiently(records);
    } catch (ChromaException e) {
      switch (e.kind()) {
        case TOO_LARGE, REFUSED -> halve(records, e);
        default -> throw e;
      }
    }
  }

  private void halve(List<RoutedRecord> records, ChromaException refusal) {
    if (records.size() == 1) {
      culprits.accept(
          records.get(0),
          "The target refused the record: "
              + refusal.getMessage()
              + " Mend it at the source, or let the quarantine take it.");
      return;
    }
    int middle = records.size() / 2;
    write(records.subList(0, middle));
    write(records.subList(middle, records.size()));
  }

  private void upsertPatiently(List<RoutedRecord> records) {
    Duration pause = FIRST_PAUSE;
    for (int pauses = 0; ; pauses++) {
      try {
        upsert(records);
        return;
      } catch (ChromaException e) {
        if (e.kind() != ChromaException.Kind.OVERLOADED || pauses == MOST_PAUSES) {
          throw e;
        }
        Duration asked = e.retryAfter().orElse(pause);
        attempt.rest(asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private void upsert(List<RoutedRecord> records) {
    fence.check();
    attempt.goOn();
    long start = System.nanoTime();
    target.upsert(collection, records.stream().map(RoutedRecord::migrated).toList());
    long taken = System.nanoTime() - start;
    nanos += taken;
    batches++;
    written += records.size();
    Metrics.timer("runbook.upsert").record(Duration.ofNanos(taken));
    Metrics.counter("runbook.records.written").increment(records.size());
  }

  /** Records the server took in this attempt. */
  long written() {
    return written;
  }

  /** Requests the server took. */
  int batches() {
    return batches;
  }

  /** Time spent in those requests. */
  Duration upserting() {
    return Duration.ofNanos(nanos);
  }
}
