package io.chromarunbook.starter.demo;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Fills a server that has none of the corpus's collections with them. */
public final class Seeding {

  private static final int BATCH = 500;

  private final WritableServer server;
  private final Listener listener;

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Listener {

    /** So many records are there. */
    void seeded(long done, long total);
  }

  /** Fills this server. */
  public Seeding(WritableServer server, Listener listener) {
    this.server = server;
    this.listener = listener;
  }

  /**
   * Creates the collections with all their records.
   *
   * @throws io.chromarunbook.chroma.ChromaException of kind CONFLICT where one is there
   */
  public void fill(Corpus corpus) {
    long done = 0;
    for (CorpusCollection collection : corpus.collections()) {
      done = fill(collection, done, corpus.count());
    }
  }

  /** The collection as it is created, before it has records. */
  public static NewCollection empty(CorpusCollection collection) {
    return new NewCollection(
        collection.name(),
        Map.of("description", collection.title()),
        DistanceFunction.named(collection.distance()),
        IndexSettings.DEFAULTS);
  }

  private long fill(CorpusCollection collection, long before, long total) {
    CollectionInfo created = server.create(empty(collection));
    long done = before;
    List<ChromaRecord> batch = new ArrayList<>();
    try (Stream<CorpusRecord> records = collection.records()) {
      for (CorpusRecord each : (Iterable<CorpusRecord>) records::iterator) {
        batch.add(
            new ChromaRecord(each.id(), each.document(), null, each.metadata(), each.embedding()));
        if (batch.size() == BATCH) {
          done = write(created, batch, done, total);
        }
      }
    }
    return write(created, batch, done, total);
  }

  private long write(CollectionInfo collection, List<ChromaRecord> batch, long done, long total) {
    if (batch.isEmpty()) {
      return done;
    }
    server.upsert(collection, List.copyOf(batch));
    long now = done + batch.size();
    batch.clear();
    listener.seeded(now, total);
    return now;
  }
}
