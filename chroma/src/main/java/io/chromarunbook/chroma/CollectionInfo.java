package io.chromarunbook.chroma;

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
 * @param configuration what a 1.x server keeps beside all this; none where it is not told
 */
public record CollectionInfo(
    String id,
    String name,
    Map<String, Object> metadata,
    DistanceFunction distance,
    IndexSettings index,
    Optional<Integer> dimension,
    CollectionConfiguration configuration) {

  /** One with nothing kept beside. */
  public CollectionInfo(
      String id,
      String name,
      Map<String, Object> metadata,
      DistanceFunction distance,
      IndexSettings index,
      Optional<Integer> dimension) {
    this(id, name, metadata, distance, index, dimension, CollectionConfiguration.NONE);
  }

  public CollectionInfo {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    // Inventories of before there was such a thing have none.
    configuration = configuration == null ? CollectionConfiguration.NONE : configuration;
  }

  /**
   * The same where its index was found to measure like this: what its metadata say of that is said
   * right, where they say anything.
   */
  public CollectionInfo measuring(DistanceFunction found) {
    Map<String, Object> right = new LinkedHashMap<>(metadata);
    right.computeIfPresent(MetadataNotation.SPACE, (key, said) -> found.chromaName());
    return new CollectionInfo(id, name, right, found, index, dimension, configuration);
  }
}
