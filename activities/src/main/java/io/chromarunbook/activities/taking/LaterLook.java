package io.chromarunbook.activities.taking;

import io.chromarunbook.activities.comparison.Chunks;
import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.RecordBytes;
import io.chromarunbook.activities.snapshot.RecordFetch;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.validation.IdListing;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a source once more, and holds every record against the snapshot that was taken of it. */
final class LaterLook {

  private static final long BATCH_BYTES = 4L << 20;

  /** What comparing one collection found so far. */
  private static final class Tally {
    private long changed;
    private long goneMeanwhile;
  }

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final Inventory inventory;
  private final List<Drift.OfCollection> found = new ArrayList<>();
  private long done;

  LaterLook(OpenRun run, Attempt attempt) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = Snapshot.open(run.folder().snapshot());
    this.inventory = Inventory.read(run.folder().frozenInventory());
  }

  Drift drift() {
    try (ChromaServer source = run.source()) {
      List<StoredCollection> stored = snapshot.manifest().collections();
      for (int index = 0; index < stored.size(); index++) {
        Optional<CollectionInfo> info = source.collection(stored.get(index).name());
        found.add(
            info.isEmpty()
                ? new Drift.OfCollection(
                    stored.get(index).name(), 0, 0, stored.get(index).records())
                : compared(source, index, info.get()));
        progress();
      }
      List<String> known = stored.stream().map(StoredCollection::name).toList();
      for (CollectionInfo info : source.collections()) {
        if (run.plan().collections().selects(info.name()) && !known.contains(info.name())) {
          found.add(new Drift.OfCollection(info.name(), source.count(info), 0, 0));
        }
      }
    }
    return new Drift(found);
  }

  private Drift.OfCollection compared(ChromaServer source, int index, CollectionInfo info) {
    IdListing ids = IdListing.at(source, info, snapshot, index, listed -> progress());
    StoredCollection stored = snapshot.collection(index);
    RecordComparison comparison = new RecordComparison(stored.distanceFunction());
    // The collection that bears the name now may be another one than was exported.
    InventoryCollection was = inventory.collections().get(index);
    RecordFetch fetch =
        RecordFetch.of(
            source,
            new InventoryCollection(
                info, was.target(), was.count(), was.metadataKeys(), was.bytesPerRecord()),
            run.plan().source());
    Tally tally = new Tally();
    for (int part = 0; part < stored.parts().size(); part++) {
      Chunks<ChromaRecord> batches =
          new Chunks<>(
              fetch::nextBatch,
              BATCH_BYTES,
              RecordBytes::of,
              batch -> compare(batch, fetch, ids, comparison, tally));
      snapshot.forEachRecord(index, part, batches);
      batches.flush();
    }
    return new Drift.OfCollection(
        stored.name(), ids.foreign(), tally.changed, ids.missing() + tally.goneMeanwhile);
  }

  private void compare(
      List<ChromaRecord> batch,
      RecordFetch fetch,
      IdListing ids,
      RecordComparison comparison,
      Tally tally) {
    Map<String, ChromaRecord> now =
        fetch.fetch(batch.stream().map(ChromaRecord::id).toList(), attempt::throwIfCancelled);
    for (ChromaRecord record : batch) {
      ChromaRecord live = now.get(record.id());
      if (live == null) {
        // Those that were not listed are counted by the list.
        tally.goneMeanwhile += ids.contains(record.id()) ? 1 : 0;
      } else if (comparison.compare(record, live) instanceof Comparison.Different) {
        tally.changed++;
      }
    }
    done += batch.size();
    progress();
  }

  private void progress() {
    attempt.progress(done, snapshot.manifest().records());
  }
}
