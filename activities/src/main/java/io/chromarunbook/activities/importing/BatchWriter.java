package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.pipeline.OneAtATime;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaException.Outcome;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.Halving;
import io.chromarunbook.chroma.PageSize;
import io.chromarunbook.chroma.WritableServer;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * Upserts batches. A batch too large for the server is split; of a refused one the culprits are
 * found by halving and put aside; an overloaded server is given the time it asks for. Where an
 * answer is lost the outcome is unknown, so what was written is read back and only the rest is
 * written again.
 */
final class BatchWriter {

  private final WritableServer target;
  private final CollectionInfo collection;
  private final Fence fence;
  private final Attempt attempt;
  private final BiConsumer<RoutedRecord, String> culprits;
  private final Lane lane;
  private final OneAtATime requests;
  private long written;
  private int batches;
  private long nanos;

  /**
   * Writes into a collection, by itself.
   *
   * @param culprits takes each record the server refuses, with the reason in one sentence
   */
  BatchWriter(
      WritableServer target,
      CollectionInfo collection,
      Fence fence,
      Attempt attempt,
      BiConsumer<RoutedRecord, String> culprits) {
    this(target, collection, fence, attempt, culprits, new Lane(), new OneAtATime());
  }

  /**
   * Writes into a collection, beside others.
   *
   * @param lane learns how many records the server takes at a time
   * @param requests of whoever else asks for the same part
   */
  BatchWriter(
      WritableServer target,
      CollectionInfo collection,
      Fence fence,
      Attempt attempt,
      BiConsumer<RoutedRecord, String> culprits,
      Lane lane,
      OneAtATime requests) {
    this.target = target;
    this.collection = collection;
    this.fence = fence;
    this.attempt = attempt;
    this.culprits = culprits;
    this.lane = lane;
    this.requests = requests;
  }

  /** Writes these records, all that the server takes. */
  void write(List<RoutedRecord> records) {
    write(records, Before.NOTHING);
  }

  /** Writes what is not there yet of these records, all that the server takes. */
  void complete(List<RoutedRecord> records) {
    write(records, Before.PERHAPS_SOME);
  }

  /** What is known to be at the target already. */
  private enum Before {
    NOTHING,
    PERHAPS_SOME
  }

  private void write(List<RoutedRecord> records, Before before) {
    Pieces pieces = new Pieces(records.size());
    Halving.send(
        records,
        some -> {
          try {
            writePatiently(some, before);
          } catch (ChromaException e) {
            pieces.refused(some.size(), e);
            throw e;
          }
        },
        (culprit, refusal) -> {
          pieces.haveCulprit();
          culprits.accept(
              culprit,
              "The target refused the record: "
                  + refusal.getMessage()
                  + " Mend it at the source, or let the quarantine take it.");
        });
    pieces.fitting().ifPresent(target::takesNoMoreThan);
  }

  /** What becomes of one batch: where all of it was taken, but only in pieces, it was too large. */
  private static final class Pieces {

    // Further down it is a few large records that do not fit, and not how many they are.
    private static final int LEAST = 50;

    private int fits;
    private boolean refused;
    private boolean culprit;

    Pieces(int records) {
      this.fits = records;
    }

    void refused(int records, ChromaException refusal) {
      if (PageSize.exceededIn(refusal)) {
        refused = true;
        fits = Math.min(fits, PageSize.below(records, refusal));
      }
    }

    void haveCulprit() {
      culprit = true;
    }

    OptionalInt fitting() {
      return refused && !culprit ? OptionalInt.of(Math.max(LEAST, fits)) : OptionalInt.empty();
    }
  }

  private void writePatiently(List<RoutedRecord> records, Before before) {
    Patience patience = new Patience(attempt);
    Before known = before;
    while (true) {
      try {
        upsert(known == Before.NOTHING ? records : missing(records));
        return;
      } catch (ChromaException e) {
        patience.afterFailure(e);
        lane.overloaded();
        if (e.kind().outcome() == Outcome.UNKNOWN) {
          known = Before.PERHAPS_SOME;
        }
      }
    }
  }

  /** Reading is several times faster than writing, and a lost answer usually means "written". */
  private List<RoutedRecord> missing(List<RoutedRecord> records) {
    ReadBack.Open open = new ReadBack(target, collection, requests).open(records);
    if (!open.stale().isEmpty()) {
      // An upsert would leave what an earlier plan wrote and this one does not.
      fence.check();
      target.delete(collection, open.stale());
    }
    return open.records();
  }

  private void upsert(List<RoutedRecord> records) {
    attempt.throwIfCancelled();
    if (records.isEmpty()) {
      fence.check();
      return;
    }
    Duration taken = requests.ask(() -> timed(records));
    nanos += taken.toNanos();
    batches++;
    written += records.size();
    lane.took(records.size(), taken);
    Metrics.timer("runbook.upsert").record(taken);
    Metrics.counter("runbook.records.written").increment(records.size());
  }

  private Duration timed(List<RoutedRecord> records) {
    fence.check();
    long start = System.nanoTime();
    target.upsert(collection, records.stream().map(RoutedRecord::migrated).toList());
    return Duration.ofNanos(System.nanoTime() - start);
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
