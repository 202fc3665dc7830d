package io.chromarunbook.activities.restore;

import io.chromarunbook.activities.comparison.Chunks;
import io.chromarunbook.activities.importing.CollectionSettings;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.scratch.Purpose;
import io.chromarunbook.activities.scratch.ScratchCollection;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.TargetRules;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.RequestSize;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.CollectionSelection;
import io.chromarunbook.workflows.steps.FailureKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Restores portions of a snapshot into collections that exist for nothing else. */
final class ScratchRestore {

  private static final int MOST_RECORDS = 500;
  private static final long MOST_BYTES = 8L << 20;

  private final Snapshot snapshot;
  private final WritableServer target;
  private final CollectionSelection selection;
  private final ScratchSpace space;
  private final Attempt attempt;
  private final RequestSize sizes;
  private final int batch;

  /**
   * Rehearsals at a target.
   *
   * @param space where scratch collections are made there
   * @param selection how the collections' own metadata change there
   */
  ScratchRestore(
      Snapshot snapshot,
      WritableServer target,
      ScratchSpace space,
      CollectionSelection selection,
      Attempt attempt) {
    this.snapshot = snapshot;
    this.selection = selection;
    this.target = target;
    this.space = space;
    this.attempt = attempt;
    this.sizes = new RequestSize(target.limits());
    this.batch = Math.min(MOST_RECORDS, target.limits().maxBatchSize());
  }

  /**
   * Restores a portion, compares it and removes it. What the target refuses is left out and noted:
   * the import puts it aside, or holds the run.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where something came back
   *     otherwise
   */
  PortionReceipt rehearse(Portion portion) {
    StoredCollection collection = snapshot.collection(portion.at().collection());
    ScratchCollection made;
    try {
      made = space.open(Purpose.REHEARSAL, settings(collection));
    } catch (ChromaException e) {
      if (e.kind() != ChromaException.Kind.REFUSED) {
        throw e;
      }
      return new PortionReceipt(snapshot.digest(), 0, 0, portion.records(), 0, e.getMessage());
    }
    try (ScratchCollection scratch = made) {
      Filling filling = new Filling(collection, scratch.info());
      for (Portion.Stratum stratum : portion.strata()) {
        filling.from(portion.at().collection(), stratum);
      }
      return filling.receipt();
    }
  }

  private NewCollection settings(StoredCollection collection) {
    return new CollectionSettings(collection, selection.metadataRule(collection.name())).unmarked();
  }

  /** Fills one scratch collection. */
  private final class Filling {

    private final StoredCollection collection;
    private final TargetRules rules;
    private final PatientWriter writer;
    private final RestoreComparison likeness;
    private final Chunks<ChromaRecord> chunks;
    private long records;
    private long byTolerance;
    private final Set<String> refused = new HashSet<>();
    private String firstRefusal;
    private long leftOut;
    private long nanos;

    private Filling(StoredCollection collection, CollectionInfo scratch) {
      this.collection = collection;
      this.rules = new TargetRules(collection.dimension());
      this.writer = new PatientWriter(target, scratch, this::rest, this::refuse);
      this.likeness = new RestoreComparison(target, scratch);
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

    private void refuse(ChromaRecord culprit, ChromaException refusal) {
      refused.add(culprit.id());
      leftOut++;
      if (firstRefusal == null) {
        firstRefusal = "'" + culprit.id() + "': " + refusal.getMessage();
      }
    }

    private boolean rest(Duration pause) {
      if (attempt.givesUp()) {
        return false;
      }
      attempt.rest(pause);
      return true;
    }

    private void restore(List<ChromaRecord> chunk) {
      attempt.throwIfCancelled();
      long start = System.nanoTime();
      writer.write(chunk);
      List<ChromaRecord> taken =
          chunk.stream().filter(record -> !refused.contains(record.id())).toList();
      RestoreComparison.Found found = likeness.compare(taken);
      nanos += System.nanoTime() - start;
      if (!found.unlike().isEmpty()) {
        throw FailureKind.CORRUPT_DATA.failure(
            "The snapshot cannot be restored as it is: of the collection '"
                + collection.name()
                + "', "
                + found.unlike().size()
                + " of "
                + taken.size()
                + " records came back from a scratch collection at the target otherwise, first '"
                + found.unlike().get(0).id()
                + "' ("
                + found.what()
                + "); compare it by hand before going on.",
            null);
      }
      records += taken.size();
      byTolerance += found.byTolerance();
    }

    private PortionReceipt receipt() {
      chunks.flush();
      return new PortionReceipt(
          snapshot.digest(), records, byTolerance, leftOut, nanos, firstRefusal);
    }
  }
}
