package io.chromarunbook.starter.planning;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.Neighbour;
import io.chromarunbook.chroma.OtherDatabase;
import io.chromarunbook.chroma.OtherDatabases;
import io.chromarunbook.chroma.RecordFilter;
import io.chromarunbook.chroma.ServerLimits;
import io.chromarunbook.chroma.ServerVersion;
import io.chromarunbook.chroma.UnreadRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A server with a few records. */
final class FakeServer implements ChromaServer {

  private final Map<String, List<ChromaRecord>> collections = new TreeMap<>();
  private String version = "0.5.23";
  private List<OtherDatabase> others = List.of();

  FakeServer of(String release) {
    version = release;
    return this;
  }

  FakeServer with(String collection, ChromaRecord... records) {
    collections.put(collection, List.of(records));
    return this;
  }

  @Override
  public ServerVersion version() {
    return new ServerVersion("v1", version);
  }

  @Override
  public ServerLimits limits() {
    return new ServerLimits(1_000, false);
  }

  @Override
  public Optional<Instant> clock() {
    return Optional.empty();
  }

  FakeServer beside(OtherDatabase... databases) {
    others = List.of(databases);
    return this;
  }

  @Override
  public OtherDatabases otherDatabases() {
    return new OtherDatabases(true, others);
  }

  @Override
  public List<CollectionInfo> collections() {
    return collections.keySet().stream().map(FakeServer::info).toList();
  }

  @Override
  public Optional<CollectionInfo> collection(String name) {
    return collections.containsKey(name) ? Optional.of(info(name)) : Optional.empty();
  }

  private static CollectionInfo info(String name) {
    return new CollectionInfo(
        name, name, Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS, Optional.of(3));
  }

  @Override
  public long count(CollectionInfo collection) {
    return collections.get(collection.name()).size();
  }

  @Override
  public void ids(CollectionInfo collection, Consumer<String> each) {
    collections.get(collection.name()).stream().map(ChromaRecord::id).forEach(each);
  }

  @Override
  public List<String> firstIds(CollectionInfo collection, int most) {
    return collections.get(collection.name()).stream().map(ChromaRecord::id).limit(most).toList();
  }

  @Override
  public void ids(CollectionInfo collection, RecordFilter filter, Consumer<String> each) {
    throw new UnsupportedOperationException("a draft of a plan filters nothing");
  }

  @Override
  public UnreadRecords fetch(CollectionInfo collection, List<String> ids) {
    return each ->
        collections.get(collection.name()).stream()
            .filter(one -> ids.contains(one.id()))
            .forEach(each);
  }

  @Override
  public List<List<Neighbour>> query(
      CollectionInfo collection, List<float[]> embeddings, int count) {
    return List.of();
  }

  @Override
  public void close() {}
}
