package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.ServerLimits;
import io.chromarunbook.activities.comparison.Chunks;
import io.chromarunbook.activities.comparison.RecordSize;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.snapshot.StoredFile;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Brings one part into the target: transformed, put aside where it cannot go, upserted, read back
 * and compared. Streams the part twice and never holds more than a batch.
 */
final class PartImport {

  private static final int USUAL_BATCH = 500;
  private static final int READ_BATCH = 1000;
  private static final long BODY_BUDGET = 8L << 20;

  private final OpenRun run;
  private final Attempt attempt;
  private final ChromaServer target;
  private final Snapshot snapshot;
  private final int collection;
  private final int part;
  private final StoredCollection stored;
  private final StoredFile file;
  private final RecordRoute route;

  PartImport(
      OpenRun run,
      Attempt attempt,
      ChromaServer target,
      Snapshot snapshot,
      int collection,
      int part) {
    this.run = run;
    this.attempt = attempt;
    this.target = target;
    this.snapshot = snapshot;
    this.collection = collection;
    this.part = part;
    this.stored = snapshot.collection(collection);
    this.file = stored.parts().get(part);
    this.route = new RecordRoute(run.plan().transform().of(stored.name()), stored.dimension());
  }

  /** Brings the part in, or finds proof that it is in already. */
  PartReceipt receipt() {
    CollectionInfo info =
        new TargetCollections(
                target, new CreationRecord(run.folder()), OwnerMark.of(run.reference()))
            .own(collection, stored.target());
    Optional<StoredReceipt> earlier =
        StoredReceipt.read(run.folder(), collection, part)
            .filter(receipt -> receipt.proves(collection, part, plan(), file.sha256(), info.id()));
    return earlier.isPresent() ? earlier.get().receipt() : bringIn(info);
  }

  private PartReceipt bringIn(CollectionInfo info) {
    Fence fence =
        Fence.take(
            run.folder(), collection, part, new Fence.Holder(attempt.activity(), attempt.number()));
    try (PartQuarantine quarantine = quarantine()) {
      BatchWriter writer =
          new BatchWriter(
              target,
              info,
              fence,
              attempt,
              (culprit, reason) -> quarantine.add(culprit.original(), reason));
      write(info, fence, writer, quarantine);
      fence.check();
      quarantine.publish();
      ReadBack readBack = readBack(info, quarantine);
      fence.check();
      PartReceipt receipt =
          new PartReceipt(
              collection,
              part,
              file.records(),
              readBack.records(),
              quarantine.records(),
              readBack.equal(),
              readBack.byTolerance(),
              readBack.different(),
              readBack.missing());
      new StoredReceipt(
              receipt,
              plan(),
              file.sha256(),
              info.id(),
              writer.batches(),
              writer.written(),
              writer.upserting().toNanos() / 1e9)
          .write(run.folder());
      return receipt;
    }
  }

  private PartQuarantine quarantine() {
    QuarantineBudget budget =
        new QuarantineBudget(run.plan().quarantine(), snapshot.manifest(), run.folder());
    return new PartQuarantine(
        run.folder().quarantine(collection, part),
        stored.name(),
        budget.allowed() - budget.usedBesides(collection, part),
        budget.allowed());
  }

  private void write(
      CollectionInfo info, Fence fence, BatchWriter writer, PartQuarantine quarantine) {
    ServerLimits limits = target.limits();
    int wanted = run.plan().importing().batchSize().records().orElse(USUAL_BATCH);
    RecordSize size = new RecordSize(limits);
    UnaryOperator<List<RoutedRecord>> stillToWrite = stillToWrite(info, fence);
    AtomicLong done = new AtomicLong();
    Chunks<RoutedRecord> batches =
        new Chunks<>(
            Math.min(wanted, limits.maxBatchSize()),
            BODY_BUDGET,
            record -> size.of(record.migrated()),
            batch -> {
              writer.write(stillToWrite.apply(batch));
              attempt.progress(done.addAndGet(batch.size()), file.records());
            });
    snapshot.forEachRecord(
        collection,
        part,
        original -> {
          Outcome outcome = route.apply(original);
          if (outcome instanceof Outcome.Migratable migratable) {
            batches.accept(new RoutedRecord(original, migratable.record()));
          } else if (outcome instanceof Outcome.Unmigratable unmigratable) {
            quarantine.add(original, unmigratable.reason());
          }
        });
    batches.flush();
  }

  // Somebody who held the part before may have written some of it: a lost answer usually means
  // "written", and reading is several times faster than writing.
  private UnaryOperator<List<RoutedRecord>> stillToWrite(CollectionInfo info, Fence fence) {
    return fence.hadPredecessor() ? batch -> open(batch, info, fence) : UnaryOperator.identity();
  }

  private List<RoutedRecord> open(List<RoutedRecord> batch, CollectionInfo info, Fence fence) {
    ReadBack.Open open = new ReadBack(target, info).open(batch);
    if (!open.stale().isEmpty()) {
      // An upsert would leave what an earlier plan wrote and this one does not.
      fence.check();
      target.delete(info, open.stale());
    }
    return open.records();
  }

  private ReadBack readBack(CollectionInfo info, PartQuarantine quarantine) {
    ReadBack readBack = new ReadBack(target, info);
    RecordSize size = new RecordSize(target.limits());
    Chunks<RoutedRecord> batches =
        new Chunks<>(
            READ_BATCH,
            BODY_BUDGET,
            record -> size.of(record.migrated()),
            batch -> {
              readBack.count(batch);
              attempt.progress(file.records(), file.records());
            });
    snapshot.forEachRecord(
        collection,
        part,
        original -> {
          if (!quarantine.holds(original.id())
              && route.apply(original) instanceof Outcome.Migratable migratable) {
            batches.accept(new RoutedRecord(original, migratable.record()));
          }
        });
    batches.flush();
    return readBack;
  }

  private String plan() {
    return run.reference().planDigest();
  }
}
