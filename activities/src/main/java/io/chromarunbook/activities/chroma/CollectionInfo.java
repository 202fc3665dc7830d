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

  /**
   * The same where its index was found to measure like this: what its metadata say of that is said
   * right, where they say anything.
   */
  public CollectionInfo measuring(DistanceFunction found) {
    Map<String, Object> right = new LinkedHashMap<>(metadata);
    right.computeIfPresent(MetadataNotation.SPACE, (key, said) -> found.chromaName());
    return new CollectionInfo(id, name, right, found, index, dimension);
  }
}
