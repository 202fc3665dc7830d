package io.chromarunbook.chroma;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Records a server has answered with, in memory and not yet taken apart, so that the server can be
 * given its next request meanwhile.
 */
@FunctionalInterface
public interface UnreadRecords {

  /**
   * Passes on every record, once and in no promised order; a second call is not possible. Where a
   * 0.x server mixed embeddings up, smaller pages are asked for first.
   *
   * @throws ChromaException where the answer makes no sense
   */
  void forEach(Consumer<ChromaRecord> each);

  /**
   * Of the records passed on, those whose embeddings the server has lost, by id with what it says
   * of that in one line; known once they have been passed on. They came without.
   */
  default Map<String, String> lost() {
    return Map.of();
  }
}
