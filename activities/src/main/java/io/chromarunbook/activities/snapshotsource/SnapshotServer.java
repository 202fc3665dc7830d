package io.chromarunbook.activities.snapshotsource;

import io.chromarunbook.activities.snapshot.IdsReader;
import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.Neighbour;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.OtherDatabases;
import io.chromarunbook.chroma.RecordFilter;
import io.chromarunbook.chroma.ServerLimits;
import io.chromarunbook.chroma.ServerVersion;
import io.chromarunbook.chroma.UnreadRecords;
import io.chromarunbook.chroma.WritableServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A snapshot that is asked like a server. It has what its source had, in the order in which that
 * gave it, and takes no write. Whatever is read of a file has been verified: what is wrong with one
 * is an {@link io.temporal.failure.ApplicationFailure} of kind CORRUPT_DATA that names it.
 */
public final class SnapshotServer implements WritableServer {

  private static final int MOST_AT_ONCE = 1_000;

  private final Snapshot snapshot;
  private final List<CollectionInfo> collections;
  private final StoredRecords records;

  private SnapshotServer(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.records = new StoredRecords(snapshot);
    this.collections =
        IntStream.range(0, snapshot.manifest().collections().size())
            .mapToObj(index -> info(snapshot, snapshot.collection(index)))
            .toList();
  }

  /**
   * Opens the snapshot in a directory.
   *
   * @param digest its manifest's SHA-256, 64 hex digits
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where it is not that one
   */
  public static SnapshotServer open(Path directory, String digest) {
    return new SnapshotServer(Snapshot.open(directory, digest));
  }

  private static CollectionInfo info(Snapshot snapshot, StoredCollection stored) {
    // The same whenever this snapshot is opened, and another one in any other.
    String name = snapshot.digest() + "/" + stored.number();
    return new CollectionInfo(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
        stored.name(),
        stored.metadata(),
        stored.distanceFunction(),
        stored.index(),
        stored.dimension(),
        stored.configuration());
  }

  /** What its source was. */
  @Override
  public ServerVersion version() {
    Manifest.Source source = snapshot.manifest().source();
    return new ServerVersion(source.api(), source.version());
  }

  @Override
  public ServerLimits limits() {
    return new ServerLimits(MOST_AT_ONCE, false);
  }

  @Override
  public Optional<Instant> clock() {
    return Optional.empty();
  }

  @Override
  public OtherDatabases otherDatabases() {
    return new OtherDatabases(true, List.of());
  }

  @Override
  public List<CollectionInfo> collections() {
    return collections;
  }

  @Override
  public Optional<CollectionInfo> collection(String name) {
    return collections.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  @Override
  public long count(CollectionInfo collection) {
    return snapshot.collection(index(collection)).records();
  }

  @Override
  public void ids(CollectionInfo collection, Consumer<String> each) {
    snapshot.forEachId(index(collection), each);
  }

  @Override
  public List<String> firstIds(CollectionInfo collection, int most) {
    int index = index(collection);
    snapshot.verifyIds(index);
    try (IdsReader ids = new IdsReader(snapshot.ids(index), 0)) {
      return ids.next(most);
    }
  }

  @Override
  public void ids(CollectionInfo collection, RecordFilter filter, Consumer<String> each) {
    int index = index(collection);
    StoredFilter selected = StoredFilter.of(filter);
    forEachRecord(
        index,
        record -> {
          if (selected.test(record)) {
            each.accept(record.id());
          }
        });
  }

  @Override
  public UnreadRecords fetch(CollectionInfo collection, List<String> ids) {
    List<ChromaRecord> found = records.find(index(collection), ids);
    return found::forEach;
  }

  @Override
  public List<List<Neighbour>> query(
      CollectionInfo collection, List<float[]> embeddings, int count) {
    int index = index(collection);
    NearestRecords nearest =
        NearestRecords.to(embeddings, collection.distance(), collection.dimension(), count);
    forEachRecord(index, nearest::look);
    return nearest.found();
  }

  private void forEachRecord(int index, Consumer<ChromaRecord> each) {
    for (int part = 0; part < snapshot.collection(index).parts().size(); part++) {
      snapshot.forEachRecord(index, part, each);
    }
  }

  private int index(CollectionInfo collection) {
    for (int index = 0; index < collections.size(); index++) {
      if (collections.get(index).id().equals(collection.id())) {
        return index;
      }
    }
    throw new ChromaException(
        ChromaException.Kind.NOT_FOUND,
        "The snapshot "
            + snapshot.directory()
            + " has no such collection "
            + collection.name()
            + ".",
        null);
  }

  @Override
  public void update(CollectionInfo collection, String id, String document) {
    throw readOnly();
  }

  @Override
  public void upsert(CollectionInfo collection, List<ChromaRecord> records) {
    throw readOnly();
  }

  @Override
  public void delete(CollectionInfo collection, List<String> ids) {
    throw readOnly();
  }

  @Override
  public CollectionInfo create(NewCollection collection) {
    throw readOnly();
  }

  @Override
  public void replaceMetadata(CollectionInfo collection, Map<String, Object> metadata) {
    throw readOnly();
  }

  @Override
  public void drop(CollectionInfo collection) {
    throw readOnly();
  }

  private ChromaException readOnly() {
    return new ChromaException(
        ChromaException.Kind.READ_ONLY,
        snapshot.directory() + " answered that it is read-only: it is a snapshot.",
        null);
  }

  @Override
  public void close() {
    records.close();
  }
}
