package io.chromarunbook.activities.chroma;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says of one collection.
 *
 * @param id the server's UUID
 * @param metadata as stored, {@code hnsw:*} keys included; values are String, Long, Double, Boolean
 * @param dimension of its embeddings; empty until the first record
 */
public record CollectionInfo(
    String id,
    String name,
    Map<String, Object> metadata,
    DistanceFunction distance,
    IndexSettings index,
    Optional<Integer> dimension) {

  public CollectionInfo {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
