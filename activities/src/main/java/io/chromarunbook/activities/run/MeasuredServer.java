package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.CallWatch;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A server of a directory that an earlier release made: its collections measure as they did there,
 * and its configuration says l2 of all of them. Asked for a collection, this one tells what was
 * measured.
 */
final class MeasuredServer implements WritableServer {

  private final WritableServer server;
  private final InPlaceNote note;

  MeasuredServer(WritableServer server, InPlaceNote note) {
    this.server = server;
    this.note = note;
  }

  @Override
  public List<CollectionInfo> collections() {
    return server.collections().stream().map(note::measured).toList();
  }

  @Override
  public Optional<CollectionInfo> collection(String name) {
    return server.collection(name).map(note::measured);
  }

  @Override
  public WritableServer watchedBy(CallWatch watch) {
    return new MeasuredServer(server.watchedBy(watch), note);
  }

  @Override
  public CollectionInfo create(NewCollection collection) {
    return server.create(collection);
  }

  @Override
  public void replaceMetadata(CollectionInfo collection, Map<String, Object> metadata) {
    server.replaceMetadata(collection, metadata);
  }

  @Override
  public int mostWritten() {
    return server.mostWritten();
  }

  @Override
  public void takesNoMoreThan(int records) {
    server.takesNoMoreThan(records);
  }

  @Override
  public void drop(CollectionInfo collection) {
    server.drop(collection);
  }

  @Override
  public void upsert(CollectionInfo collection, List<ChromaRecord> records) {
    server.upsert(collection, records);
  }

  @Override
  public void delete(CollectionInfo collection, List<String> ids) {
    server.delete(collection, ids);
  }

  @Override
  public void update(CollectionInfo collection, String id, String document) {
    server.update(collection, id, document);
  }

  @Override
  public ServerVersion version() {
    return server.version();
  }

  @Override
  public ServerLimits limits() {
    return server.limits();
  }

  @Override
  public Optional<Instant> clock() {
    return server.clock();
  }

  @Override
  public OtherDatabases otherDatabases() {
    return server.otherDatabases();
  }

  @Override
  public long count(CollectionInfo collection) {
    return server.count(collection);
  }

  @Override
  public void ids(CollectionInfo collection, Consumer<String> each) {
    server.ids(collection, each);
  }

  @Override
  public List<String> firstIds(CollectionInfo collection, int most) {
    return server.firstIds(collection, most);
  }

  @Override
  public void ids(CollectionInfo collection, RecordFilter filter, Consumer<String> each) {
    server.ids(collection, filter, each);
  }

  @Override
  public UnreadRecords fetch(CollectionInfo collection, List<String> ids) {
    return server.fetch(collection, ids);
  }

  @Override
  public List<List<Neighbour>> query(
      CollectionInfo collection, List<float[]> embeddings, int count) {
    return server.query(collection, embeddings, count);
  }

  @Override
  public void close() {
    server.close();
  }
}
