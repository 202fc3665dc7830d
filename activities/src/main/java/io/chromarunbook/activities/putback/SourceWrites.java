package io.chromarunbook.activities.putback;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.List;

/**
 * All that is ever written to a source: records put back, by a person's order. Everything else only
 * reads there.
 */
public interface SourceWrites {

  /**
   * Inserts or overwrites. Metadata keys with the value null are removed; keys that are not named,
   * and a document or uri that is null, stay as they were.
   */
  void upsert(CollectionInfo collection, List<ChromaRecord> records);

  /** Removes records by id. */
  void delete(CollectionInfo collection, List<String> ids);
}
