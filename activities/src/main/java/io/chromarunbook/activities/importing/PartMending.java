package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.ServerLimits;
import io.chromarunbook.activities.comparison.Chunks;
import io.chromarunbook.activities.comparison.RecordSize;
import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.snapshot.StoredFile;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.QuarantineEntry;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings some records of an imported part in again, by the plan as it is now: what passes leaves
 * the quarantine, what does not is put there and taken off the target. The part's receipt then says
 * what the whole part is like. A repeat finds done what was done.
 */
public final class PartMending {

  private static final int BATCH = 500;
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
  private final RecordSize size;
  private final Set<String> aside = new HashSet<>();
  private final List<String> withdrawn = new ArrayList<>();

  /** The mending of one part. */
  public PartMending(
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
    this.size = new RecordSize(target.limits());
  }

  /**
   * Brings in these records of the part.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind QUARANTINE_FULL where more would have to
   *     be put aside than the plan allows; the quarantine is then as it was
   */
  public void mend(Set<String> ids) {
    CollectionInfo info =
        new TargetCollections(
                target, new CreationRecord(run.folder()), OwnerMark.of(run.reference()))
            .own(collection, stored.target());
    Fence fence =
        Fence.take(
            run.folder(), collection, part, new Fence.Holder(attempt.activity(), attempt.number()));
    Path path = run.folder().quarantine(collection, part);
    try (QuarantineFile quarantine = new QuarantineFile(path)) {
      QuarantineFile.forEach(
          path,
          entry -> {
            if (!ids.contains(entry.id())) {
              quarantine.add(entry);
              aside.add(entry.id());
            }
          });
      BatchWriter writer =
          new BatchWriter(
              target,
              info,
              fence,
              attempt,
              (culprit, reason) -> putAside(quarantine, culprit.original(), reason));
      write(ids, writer, quarantine);
      requireRoom();
      fence.check();
      publish(quarantine, path);
      withdraw(info, fence);
      receipt(info, fence, writer);
    }
  }

  private void write(Set<String> ids, BatchWriter writer, QuarantineFile quarantine) {
    ServerLimits limits = target.limits();
    Chunks<RoutedRecord> batches =
        new Chunks<>(
            Math.min(BATCH, limits.maxBatchSize()),
            BODY_BUDGET,
            record -> size.of(record.migrated()),
            batch -> {
              writer.complete(batch);
              attempt.progress(0, file.records());
            });
    snapshot.forEachRecord(
        collection,
        part,
        original -> {
          if (!ids.contains(original.id())) {
            return;
          }
          Outcome outcome = route.apply(original);
          if (outcome instanceof Outcome.Migratable migratable) {
            batches.accept(new RoutedRecord(original, migratable.record()));
          } else if (outcome instanceof Outcome.Unmigratable unmigratable) {
            putAside(quarantine, original, unmigratable.reason());
            withdrawn.add(original.id());
          }
        });
    batches.flush();
  }

  private void putAside(QuarantineFile quarantine, ChromaRecord original, String reason) {
    quarantine.add(new QuarantineEntry(stored.name(), original.id(), reason, original));
    aside.add(original.id());
  }

  private void requireRoom() {
    QuarantineBudget budget =
        new QuarantineBudget(run.plan().quarantine(), snapshot.manifest(), run.folder());
    long needed = budget.usedBesides(collection, part) + aside.size();
    if (needed > budget.allowed()) {
      throw FailureKind.QUARANTINE_FULL.failure(
          "%d records would lie in quarantine and the plan takes no more than %d; raise quarantine.maxRecords or change the transform with amend."
              .formatted(needed, budget.allowed()),
          null);
    }
  }

  private void publish(QuarantineFile quarantine, Path path) {
    if (!aside.isEmpty()) {
      quarantine.publish();
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void withdraw(CollectionInfo info, Fence fence) {
    for (int from = 0; from < withdrawn.size(); from += READ_BATCH) {
      List<String> some = withdrawn.subList(from, Math.min(from + READ_BATCH, withdrawn.size()));
      RecordsById found = RecordsById.fetch(target, info, some);
      List<String> there = some.stream().filter(id -> found.get(id) != null).toList();
      if (!there.isEmpty()) {
        fence.check();
        target.delete(info, there);
      }
    }
  }

  private void receipt(CollectionInfo info, Fence fence, BatchWriter writer) {
    ReadBack readBack = readBack(info);
    fence.check();
    new StoredReceipt(
            new PartReceipt(
                collection,
                part,
                file.records(),
                readBack.records(),
                aside.size(),
                readBack.equal(),
                readBack.byTolerance(),
                readBack.different(),
                readBack.missing()),
            run.reference().planDigest(),
            file.sha256(),
            info.id(),
            writer.batches(),
            writer.written(),
            writer.upserting().toNanos() / 1e9)
        .write(run.folder());
  }

  private ReadBack readBack(CollectionInfo info) {
    ReadBack readBack = new ReadBack(target, info);
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
          if (!aside.contains(original.id())
              && route.apply(original) instanceof Outcome.Migratable migratable) {
            batches.accept(new RoutedRecord(original, migratable.record()));
          }
        });
    batches.flush();
    return readBack;
  }
}
