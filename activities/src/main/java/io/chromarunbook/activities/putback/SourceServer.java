package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.comparison.RecordsById;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.RefilledServer;
import io.chromarunbook.chroma.ServerLimits;
import io.chromarunbook.chroma.ServerVersion;
import java.util.List;
import java.util.Optional;

/** A source as far as putting back may use it. */
public final class SourceServer implements SourceReads, SourceWrites {

  private final RefilledServer server;

  /** The server at the other end. */
  public SourceServer(RefilledServer server) {
    this.server = server;
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
