package io.chromarunbook.activities.restore;

import io.chromarunbook.activities.comparison.Chunks;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.importing.KeptDimension;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionConfiguration;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.RequestSize;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rebuilds every collection of a snapshot, under its name at the source, on a server that has none
 * of them. Interrupted anywhere, it goes on when it is run again: its unfinished collections bear
 * its mark. Nothing of anybody else's is ever written to.
 */
public final class SnapshotRestore {

  private static final int MOST_RECORDS = 500;
  private static final long MOST_BYTES = 8L << 20;

  /** Hears how far it is. */
  public interface Listener {

    /** So many records are at the server. */
    void written(long records, long total);

    /** So many records were read back and are equal. */
    void compared(long records, long total);
  }

  private final Snapshot snapshot;
  private final WritableServer server;
  private final Consumer<Duration> rest;
  private final Listener listener;
  private final RestoreMark mark;
  private final RequestSize sizes;
  private final int batch;
  private long done;
  private long written;
  private long byTolerance;

  /**
   * Restores to a server.
   *
   * @param rest waits where the server asks for it
   */
  public SnapshotRestore(
      Snapshot snapshot, WritableServer server, Consumer<Duration> rest, Listener listener) {
    this.snapshot = snapshot;
    this.server = server;
    this.rest = rest;
    this.listener = listener;
    this.mark = new RestoreMark(snapshot.digest());
    this.sizes = new RequestSize(server.limits());
    this.batch = Math.min(MOST_RECORDS, server.limits().maxBatchSize());
  }

  /**
   * Returns where nobody else's collections are in the way; writes nothing.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind NOT_OWNER that names one
   */
  public void requireRoom() {
    places();
  }

  /**
   * Restores everything and compares all of it.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind NOT_OWNER, before anything is written,
   *     where the server has a collection of one of the names; CORRUPT_DATA where a file of the
   *     snapshot is not what was written, or the server does not hold what it was given; REFUSED
   *     where it will never take a record
   */
  public Restored restore() {
    List<Place> places = places();
    for (int index = 0; index < places.size(); index++) {
      fill(index, places.get(index));
    }
    done = 0;
    List<CollectionInfo> restored = new ArrayList<>();
    for (int index = 0; index < places.size(); index++) {
      restored.add(compare(index));
    }
    // In order, so that of two collections the one with the mark was never the first to lose it.
    restored.stream()
        .filter(info -> mark.isOn(info.metadata()))
        .forEach(info -> server.replaceMetadata(info, RestoreMark.removedFrom(info.metadata())));
    return new Restored(
        places.size(), snapshot.manifest().records(), written, byTolerance, withoutConfiguration());
  }

  /** What there is of a collection before anything is done. */
  private enum Place {
    /** Nothing. */
    FREE,
    /** What an interrupted restore of this snapshot left. */
    UNFINISHED,
    /** All of it; the restore was interrupted while it removed its marks. */
    FINISHED
  }

  private List<Place> places() {
    List<Optional<CollectionInfo>> there = new ArrayList<>();
    int lastMarked = -1;
    for (StoredCollection collection : snapshot.manifest().collections()) {
      Optional<CollectionInfo> found = server.collection(collection.name());
      if (found.filter(info -> mark.isOn(info.metadata())).isPresent()) {
        lastMarked = there.size();
      }
      there.add(found);
    }
    List<Place> places = new ArrayList<>();
    for (int index = 0; index < there.size(); index++) {
      places.add(place(index, there.get(index), index < lastMarked));
    }
    return places;
  }

  private Place place(int index, Optional<CollectionInfo> found, boolean markFollows) {
    if (found.isEmpty()) {
      return Place.FREE;
    }
    if (mark.isOn(found.get().metadata())) {
      return Place.UNFINISHED;
    }
    // Marks go in order and only when everything is equal. It is compared again all the same.
    if (markFollows) {
      return Place.FINISHED;
    }
    throw FailureKind.NOT_OWNER.failure(
        "The server already has the collection '"
            + snapshot.collection(index).name()
            + "', which this restore did not make; restore to an empty database, or rename it"
            + " there first.",
        null);
  }

  private void fill(int index, Place place) {
    StoredCollection collection = snapshot.collection(index);
    switch (place) {
      case FREE -> fill(index, create(collection), records -> records);
      case UNFINISHED -> {
        CollectionInfo info = found(collection);
        RestoreComparison likeness = new RestoreComparison(server, info);
        fill(index, info, records -> likeness.compare(records).unlike());
      }
      case FINISHED -> told(collection.records());
    }
  }

  /** Which of some records are still to be written. */
  @FunctionalInterface
  private interface Open {
    List<ChromaRecord> of(List<ChromaRecord> records);
  }

  private void fill(int index, CollectionInfo info, Open open) {
    PatientWriter writer =
        new PatientWriter(
            server,
            info,
            pause -> {
              rest.accept(pause);
              return true;
            },
            (culprit, refusal) -> {
              throw refused(snapshot.collection(index), culprit, refusal);
            });
    inChunks(
        index,
        records -> {
          List<ChromaRecord> missing = open.of(records);
          writer.write(missing);
          written += missing.size();
          told(records.size());
        });
    StoredCollection collection = snapshot.collection(index);
    if (collection.records() == 0) {
      collection.dimension().ifPresent(new KeptDimension(server, info)::set);
    }
  }

  private static RuntimeException refused(
      StoredCollection collection, ChromaRecord culprit, ChromaException refusal) {
    return FailureKind.REFUSED.failure(
        "The server refuses the record '"
            + culprit.id()
            + "' of the snapshot in the collection '"
            + collection.name()
            + "' ("
            + refusal.getMessage()
            + "); restore to a server of the release the snapshot was taken from.",
        refusal);
  }

  private void told(long records) {
    done += records;
    listener.written(done, snapshot.manifest().records());
  }

  private CollectionInfo create(StoredCollection collection) {
    try {
      return server.create(
          new NewCollection(
              collection.name(),
              mark.addedTo(collection.metadata()),
              collection.distanceFunction(),
              collection.index(),
              collection.configuration()));
    } catch (ChromaException e) {
      if (e.kind() != ChromaException.Kind.CONFLICT) {
        throw e;
      }
      throw FailureKind.NOT_OWNER.failure(
          "The collection '"
              + collection.name()
              + "' was made at the server by somebody else just now; find out who else works there,"
              + " and run the same command again.",
          e);
    }
  }

  private CollectionInfo found(StoredCollection collection) {
    return server
        .collection(collection.name())
        .orElseThrow(
            () ->
                FailureKind.CORRUPT_DATA.failure(
                    "The collection '"
                        + collection.name()
                        + "' was removed from the server while it was restored; find out who did"
                        + " that, and run the same command again.",
                    null));
  }

  private CollectionInfo compare(int index) {
    StoredCollection collection = snapshot.collection(index);
    CollectionInfo info = found(collection);
    requireSettings(collection, info);
    requireConfiguration(collection, info);
    RestoreComparison likeness = new RestoreComparison(server, info);
    inChunks(
        index,
        records -> {
          RestoreComparison.Found found = likeness.compare(records);
          if (!found.unlike().isEmpty()) {
            throw unlike(
                collection, "the record '" + found.unlike().get(0).id() + "', " + found.what());
          }
          byTolerance += found.byTolerance();
          done += records.size();
          listener.compared(done, snapshot.manifest().records());
        });
    long count = server.count(info);
    if (count != collection.records()) {
      throw unlike(
          collection, "it has %,d records instead of %,d".formatted(count, collection.records()));
    }
    return info;
  }

  private static void requireSettings(StoredCollection collection, CollectionInfo info) {
    if (info.distance() != collection.distanceFunction()) {
      throw unlike(collection, "the distance function " + info.distance().chromaName());
    }
    // 0.x servers keep index settings there, under names of their own.
    List<String> keys =
        RecordComparison.differingKeys(
                collection.metadata(), RestoreMark.removedFrom(info.metadata()))
            .stream()
            .filter(key -> collection.metadata().containsKey(key) || !key.startsWith("hnsw:"))
            .toList();
    if (!keys.isEmpty()) {
      throw unlike(collection, "the metadata " + String.join(", ", keys));
    }
  }

  private void requireConfiguration(StoredCollection collection, CollectionInfo info) {
    if (keepsNoConfiguration()) {
      return;
    }
    List<String> lost = new ArrayList<>(collection.index().otherwiseIn(info.index()));
    lost.addAll(collection.configuration().lostIn(info.configuration()));
    if (!lost.isEmpty()) {
      throw unlike(collection, String.join("; ", lost));
    }
  }

  private List<String> withoutConfiguration() {
    return keepsNoConfiguration()
        ? snapshot.manifest().collections().stream()
            .filter(each -> !each.configuration().equals(CollectionConfiguration.NONE))
            .map(StoredCollection::name)
            .toList()
        : List.of();
  }

  /** A 0.x server has no place for it. */
  private boolean keepsNoConfiguration() {
    return server.version().version().startsWith("0.");
  }

  private static RuntimeException unlike(StoredCollection collection, String what) {
    return FailureKind.CORRUPT_DATA.failure(
        "The restored collection '"
            + collection.name()
            + "' is not what the snapshot holds: "
            + what
            + "; see that nobody else writes to the server, and run the same command again.",
        null);
  }

  private void inChunks(int index, Consumer<List<ChromaRecord>> each) {
    Chunks<ChromaRecord> chunks = new Chunks<>(batch, MOST_BYTES, sizes::of, each);
    for (int part = 0; part < snapshot.collection(index).parts().size(); part++) {
      snapshot.forEachRecord(index, part, chunks);
    }
    chunks.flush();
  }
}
