package io.chromarunbook.activities.importing;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import java.util.List;
import java.util.Map;

/**
 * The dimension of a collection without records. A server learns it from the first vector and keeps
 * it when all are gone, so an empty collection gets it by one vector that comes and goes.
 */
public final class KeptDimension {

  private static final String VECTOR = "runbook:dimension";

  private final WritableServer server;
  private final CollectionInfo empty;

  /** Of a collection that nobody else writes to. */
  public KeptDimension(WritableServer server, CollectionInfo empty) {
    this.server = server;
    this.empty = empty;
  }

  /**
   * Gives the collection its dimension and leaves nothing in it, however often it is done, and
   * where it was interrupted.
   *
   * @return whether the server keeps it so
   */
  public boolean set(int dimension) {
    if (dimension < 1) {
      return false;
    }
    if (!has(dimension)) {
      float[] vector = new float[dimension];
      vector[0] = 1;
      try {
        server.upsert(empty, List.of(new ChromaRecord(VECTOR, null, null, Map.of(), vector)));
      } catch (ChromaException e) {
        if (e.kind().transientFault()) {
          throw e;
        }
        return false;
      }
    }
    if (server.count(empty) > 0) {
      server.delete(empty, List.of(VECTOR));
    }
    return has(dimension);
  }

  private boolean has(int dimension) {
    return server
        .collection(empty.name())
        .flatMap(CollectionInfo::dimension)
        .filter(found -> found == dimension)
        .isPresent();
  }
}
