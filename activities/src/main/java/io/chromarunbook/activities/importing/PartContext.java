package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.LostEmbeddings;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.snapshot.StoredFile;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** One part that an attempt brings to the target: its file, its collection, its records' way. */
final class PartContext {

  /** What one request may weigh, in bytes. */
  static final long BODY_BUDGET = 8L << 20;

  private final OpenRun run;
  private final Attempt attempt;
  private final WritableServer target;
  private final Snapshot snapshot;
  private final int collection;
  private final int part;
  private final RecordRoute route;
  private final LostEmbeddings lost;

  PartContext(
      OpenRun run,
      Attempt attempt,
      WritableServer target,
      Snapshot snapshot,
      int collection,
      int part) {
    this.run = run;
    this.attempt = attempt;
    this.target = target;
    this.snapshot = snapshot;
    this.collection = collection;
    this.part = part;
    this.lost = LostEmbeddings.of(run.folder(), collection, part);
    this.route = new RecordRoute(run.plan().transform().of(stored().name()), stored().dimension());
  }

  OpenRun run() {
    return run;
  }

  Attempt attempt() {
    return attempt;
  }

  WritableServer target() {
    return target;
  }

  int collection() {
    return collection;
  }

  int part() {
    return part;
  }

  StoredCollection stored() {
    return snapshot.collection(collection);
  }

  StoredFile file() {
    return stored().parts().get(part);
  }

  /** Where its records lie that could not go. */
  Path quarantine() {
    return run.folder().quarantine(collection, part);
  }

  QuarantineBudget budget() {
    return new QuarantineBudget(run.plan().quarantine(), snapshot.manifest(), run.folder());
  }

  /** The collection at the target, which must be this run's own. */
  CollectionInfo own() {
    return new TargetCollections(
            target, new CreationRecord(run.folder()), OwnerMark.of(run.reference()))
        .own(collection, stored().target());
  }

  /** Keeps every earlier attempt at this part from writing. */
  Fence takeFence() {
    return Fence.take(
        run.folder(), collection, part, new Fence.Holder(attempt.activity(), attempt.number()));
  }

  /** All records as they were at the source. */
  void forEachRecord(Consumer<ChromaRecord> each) {
    snapshot.forEachRecord(collection, part, each);
  }

  /** A record as the plan makes it, or why it cannot go. */
  Outcome route(ChromaRecord original) {
    return route.apply(original, lost.said());
  }

  /** The receipt that is there, if it proves that this part is in this collection, whole. */
  Optional<PartReceipt> proven(CollectionInfo info) {
    return StoredReceipt.read(run.folder(), collection, part)
        .filter(
            receipt ->
                receipt.proves(
                    collection, part, run.reference().planDigest(), file().sha256(), info.id()))
        .map(StoredReceipt::receipt);
  }

  /** Writes down what was brought in and read back. */
  PartReceipt acknowledge(
      CollectionInfo info, ReadBack readBack, long quarantined, BatchWriter writer) {
    PartReceipt receipt =
        new PartReceipt(
            collection,
            part,
            file().records(),
            readBack.records(),
            quarantined,
            readBack.equal(),
            readBack.byTolerance(),
            readBack.different(),
            readBack.missing());
    new StoredReceipt(
            receipt,
            run.reference().planDigest(),
            file().sha256(),
            info.id(),
            writer.batches(),
            writer.written(),
            writer.upserting().toNanos() / 1e9)
        .write(run.folder());
    return receipt;
  }
}
