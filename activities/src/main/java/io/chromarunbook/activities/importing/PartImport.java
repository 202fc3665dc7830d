package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
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
import io.chromarunbook.workflows.steps.Position;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Brings one part into the target: transformed, put aside where it cannot go, upserted, read back
 * and compared. While a batch is written the next one is read and transformed and the one before is
 * read back; never more than a few batches are held.
 */
final class PartImport {

  private static final long BODY_BUDGET = 8L << 20;

  private final OpenRun run;
  private final Attempt attempt;
  private final ChromaServer target;
  private final Snapshot snapshot;
  private final Lane lane;
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
      Lane lane,
      int collection,
      int part) {
    this.run = run;
    this.attempt = attempt;
    this.target = target;
    this.snapshot = snapshot;
    this.lane = lane;
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
    ReadBack readBack = new ReadBack(target, info);
    try (PartQuarantine quarantine = quarantine();
        ReadAhead<List<RoutedRecord>> batches =
            new ReadAhead<>("read-part", each -> transformed(quarantine, each));
        Trailing<List<RoutedRecord>> verification =
            new Trailing<>("read-back", written -> verify(readBack, quarantine, written))) {
      BatchWriter writer =
          new BatchWriter(
              target,
              info,
              fence,
              attempt,
              (culprit, reason) -> quarantine.add(culprit.original(), reason),
              lane);
      write(batches, writer, fence, verification);
      verification.finish();
      fence.check();
      quarantine.publish();
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

  /** Passes on what can be migrated, in batches of the size the target takes well. */
  private void transformed(PartQuarantine quarantine, Consumer<List<RoutedRecord>> each) {
    OptionalInt planned = run.plan().importing().batchSize().records();
    int advertised = target.limits().maxBatchSize();
    RecordSize size = new RecordSize(target.limits());
    Chunks<RoutedRecord> batches =
        new Chunks<>(
            () -> Math.min(planned.orElseGet(() -> lane.batchSize(file.records())), advertised),
            BODY_BUDGET,
            record -> size.of(record.migrated()),
            each);
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

  // Waiting for a turn comes after reading the first batch, so that it is used at once; whatever
  // this part still reads back after its last batch, the next part writes meanwhile.
  @SuppressWarnings("try") // the turn is held while it is open
  private void write(
      ReadAhead<List<RoutedRecord>> batches,
      BatchWriter writer,
      Fence fence,
      Trailing<List<RoutedRecord>> verification) {
    // Whoever held the part before may have written some of it.
    Consumer<List<RoutedRecord>> writing =
        fence.hadPredecessor() ? writer::complete : writer::write;
    Optional<List<RoutedRecord>> batch = batches.next();
    try (Lane.Turn turn =
        lane.take(
            new Position(collection, part),
            file.records(),
            run.plan().importing().inFlight(),
            attempt)) {
      long done = 0;
      for (; batch.isPresent(); batch = batches.next()) {
        writing.accept(batch.get());
        verification.accept(batch.get());
        done += batch.get().size();
        attempt.progress(done, file.records());
      }
    }
  }

  private void verify(ReadBack readBack, PartQuarantine quarantine, List<RoutedRecord> written) {
    List<RoutedRecord> there =
        written.stream().filter(record -> !quarantine.holds(record.original().id())).toList();
    Patience.with(attempt, () -> readBack.count(there));
  }

  private String plan() {
    return run.reference().planDigest();
  }
}
