package io.chromarunbook.activities.chroma;

import java.util.Optional;

/**
 * The HNSW settings a collection was given; empty where it runs on its server's default. For 0.x
 * they come from the metadata's {@code hnsw:*} keys, because {@code configuration_json} there shows
 * defaults whatever was set.
 */
public record IndexSettings(
    Optional<Integer> constructionEf, Optional<Integer> searchEf, Optional<Integer> maxNeighbours) {

  /** Nothing set: all defaults. */
  public static final IndexSettings DEFAULTS =
      new IndexSettings(Optional.empty(), Optional.empty(), Optional.empty());
}
