package io.chromarunbook.activities.restore;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.NewCollection;
import io.chromarunbook.activities.comparison.Chunks;
import io.chromarunbook.activities.comparison.RecordSize;
import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.TargetRules;
import io.chromarunbook.workflows.SafeName;
import io.chromarunbook.workflows.steps.FailureKind;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Restores portions of a snapshot into collections that exist for nothing else. */
final class ScratchRestore {

  private static final int MOST_RECORDS = 500;
  private static final long MOST_BYTES = 8L << 20;

  private final Snapshot snapshot;
  private final ChromaServer target;
  private final OwnerMark mark;
  private final Attempt attempt;
  private final RecordSize sizes;
  private final int batch;

  ScratchRestore(Snapshot snapshot, ChromaServer target, OwnerMark mark, Attempt attempt) {
    this.snapshot = snapshot;
    this.target = target;
    this.mark = mark;
    this.attempt = attempt;
    this.sizes = new RecordSize(target.limits());
    this.batch = Math.min(MOST_RECORDS, target.limits().maxBatchSize());
  }

  /** Removes what an earlier attempt of this run left, and says how many. */
  static int sweep(ChromaServer target, OwnerMark mark) {
    int removed = 0;
    for (CollectionInfo collection : target.collections()) {
      if (name(mark).isBeginningOf(collection.name())
          && OwnerMark.isScratch(collection.metadata())
          && OwnerMark.read(collection.metadata()).filter(mark::sameRun).isPresent()) {
        target.drop(collection);
        removed++;
      }
    }
    return removed;
  }

  /**
   * Restores a portion, compares it and removes it.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where something came back
   *     otherwise
   */
  PortionReceipt rehearse(Portion portion) {
    StoredCollection collection = snapshot.collection(portion.at().collection());
    CollectionInfo scratch =
        target.create(
            new NewCollection(
                name(mark).and(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt())),
                mark.addedToScratch(collection.metadata()),
                collection.distanceFunction(),
                collection.index(),
                collection.configuration()));
    try {
      Filling filling = new Filling(collection, scratch);
      for (Portion.Stratum stratum : portion.strata()) {
        filling.from(portion.at().collection(), stratum);
      }
      return filling.receipt();
    } finally {
      target.drop(scratch);
    }
  }

  private static SafeName name(OwnerMark mark) {
    return SafeName.of("runbook-rehearsal", mark.migration());
  }

  /** Fills one scratch collection. */
  private final class Filling {

    private final StoredCollection collection;
    private final TargetRules rules;
    private final PatientWriter writer;
    private final Likeness likeness;
    private final Chunks<ChromaRecord> chunks;
    private long records;
    private long byTolerance;
    private long leftOut;
    private long nanos;

    private Filling(StoredCollection collection, CollectionInfo scratch) {
      this.collection = collection;
      this.rules = new TargetRules(collection.dimension());
      this.writer = new PatientWriter(target, scratch, this::rest);
      this.likeness = new Likeness(target, scratch);
      this.chunks = new Chunks<>(batch, MOST_BYTES, sizes::of, this::restore);
    }

    private void from(int index, Portion.Stratum stratum) {
      long[] number = {0};
      snapshot.forEachRecord(
          index,
          stratum.part(),
          record -> {
            if (!stratum.takes(number[0]++)) {
              return;
            }
            if (rules.take(record)) {
              chunks.accept(record);
            } else {
              leftOut++;
            }
          });
    }

    private boolean rest(Duration pause) {
      if (attempt.givesUp()) {
        return false;
      }
      attempt.rest(pause);
      return true;
    }

    private void restore(List<ChromaRecord> chunk) {
      attempt.goOn();
      long start = System.nanoTime();
      writer.write(chunk);
      Likeness.Found found = likeness.compare(chunk);
      nanos += System.nanoTime() - start;
      if (!found.unlike().isEmpty()) {
        throw FailureKind.CORRUPT_DATA.failure(
            "The snapshot cannot be restored as it is: of the collection '"
                + collection.name()
                + "', "
                + found.unlike().size()
                + " of "
                + chunk.size()
                + " records came back from a scratch collection at the target otherwise, first '"
                + found.unlike().get(0).id()
                + "' ("
                + found.what()
                + "); compare it by hand before going on.",
            null);
      }
      records += chunk.size();
      byTolerance += found.byTolerance();
    }

    private PortionReceipt receipt() {
      chunks.flush();
      return new PortionReceipt(snapshot.digest(), records, byTolerance, leftOut, nanos);
    }
  }
}
