package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.activities.frontdoor.FreezeProbe;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerLimits;
import io.chromarunbook.chroma.ServerVersion;
import java.util.List;
import java.util.Optional;

/** A source as far as putting back may use it. */
public final class SourceServer implements SourceReads, SourceWrites {

  private final ChromaServer server;

  /** The server at the other end. */
  public SourceServer(ChromaServer server) {
    this.server = server;
  }

  /**
   * Why it refuses writes; empty where it takes them. It is asked for one that changes nothing: the
   * update of a record that does not exist.
   *
   * @throws ChromaException where it does not answer as it should
   */
  public Optional<String> refusesWrites(CollectionInfo collection) {
    return FreezeProbe.refusal(server, collection);
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
  public Optional<CollectionInfo> collection(String name) {
    return server.collection(name);
  }

  @Override
  public RecordsById records(CollectionInfo collection, List<String> ids) {
    return RecordsById.fetch(server, collection, ids);
  }

  @Override
  public void upsert(CollectionInfo collection, List<ChromaRecord> records) {
    server.upsert(collection, records);
  }

  @Override
  public void delete(CollectionInfo collection, List<String> ids) {
    server.delete(collection, ids);
  }
}
