package io.chromarunbook.activities.leftbehind;

import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Added;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.JsonLinesFile;
import io.chromarunbook.activities.snapshot.RecordFetch;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.validation.IdSet;
import io.chromarunbook.activities.validation.PartWalk;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The records of the target whose ids the snapshot does not have, fetched whole and kept. */
final class NewRecords {

  // Ids are listed by offset: while applications delete, a listing leaves some out without a word.
  private static final int MOST_LISTINGS = 3;
  private static final int NEWS_EVERY = 1_000;

  private final Attempt attempt;
  private final Snapshot snapshot;
  private final PartWalk walk;
  private final ChromaServer target;
  private final ServerPlan plan;

  NewRecords(
      Attempt attempt, Snapshot snapshot, PartWalk walk, ChromaServer target, ServerPlan plan) {
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.walk = walk;
    this.target = target;
    this.plan = plan;
  }

  /**
   * Writes down those of one collection.
   *
   * @param info empty where there is nothing to look at
   */
  void write(int collection, Optional<CollectionInfo> info, LeftBehindReading reading) {
    try (JsonLinesFile file = reading.added(collection)) {
      if (info.isPresent()) {
        StoredCollection stored = snapshot.collection(collection);
        IdSet known = new IdSet(stored.records());
        snapshot.forEachId(collection, known::add);
        list(
            collection,
            info.get(),
            known,
            record ->
                file.add(LeftBehindLine.of(new Added(stored.name(), stored.target(), record))));
      }
      file.publish();
    }
  }

  private void list(int collection, CollectionInfo info, IdSet known, Consumer<ChromaRecord> each) {
    Runnable moved =
        () -> attempt.progress(walk.recordsBefore(new Position(collection + 1, 0)), walk.records());
    IdSet listed = new IdSet(snapshot.collection(collection).records());
    long[] different = {0};
    Batches batches = new Batches(info, moved, each);
    for (int listing = 0; listing < MOST_LISTINGS; listing++) {
      long[] count = {0};
      target.ids(
          info,
          id -> {
            if (++count[0] % NEWS_EVERY == 0) {
              moved.run();
            }
            if (listed.add(id)) {
              different[0]++;
              if (!known.contains(id)) {
                batches.add(id);
              }
            }
          });
      batches.flush();
      if (target.count(info) <= different[0]) {
        return;
      }
    }
  }

  /** New ids, fetched as many at a time as memory takes. */
  private final class Batches {

    private final RecordFetch fetch;
    private final Runnable moved;
    private final Consumer<ChromaRecord> each;
    private final List<String> ids = new ArrayList<>();

    Batches(CollectionInfo info, Runnable moved, Consumer<ChromaRecord> each) {
      // How large its records are shows when the first ones are there.
      this.fetch =
          RecordFetch.of(target, new InventoryCollection(info, info.name(), 0, Map.of(), 0), plan);
      this.moved = moved;
      this.each = each;
    }

    void add(String id) {
      ids.add(id);
      if (ids.size() >= fetch.nextBatch()) {
        flush();
      }
    }

    void flush() {
      if (ids.isEmpty()) {
        return;
      }
      Map<String, ChromaRecord> found = fetch.fetch(List.copyOf(ids), attempt::throwIfCancelled);
      moved.run();
      // One that was deleted since it was listed is not left behind.
      ids.stream().map(found::get).filter(record -> record != null).forEach(each);
      ids.clear();
    }
  }
}
