package io.chromarunbook.chroma;

import java.util.List;

/**
 * A server that is given records back: into collections it has, and of those it has no fewer and no
 * more afterwards.
 */
public interface RefilledServer extends ProbedServer {

  /**
   * Inserts or overwrites; all of these records or none, of those that alike have or lack a
   * document and a uri. The server merges: metadata keys that a record had before and has not now
   * stay, and so does a document or uri that is null now. So only a collection that began empty
   * holds exactly what was written. A key goes where it is given with the value null.
   */
  void upsert(CollectionInfo collection, List<ChromaRecord> records);

  /** Removes records by id. */
  void delete(CollectionInfo collection, List<String> ids);
}
