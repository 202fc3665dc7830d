package io.chromarunbook.chroma;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A collection to be created: name, metadata, distance function, index settings, and what a 1.x
 * server keeps beside. A server that keeps nothing of the kind creates it without.
 */
public record NewCollection(
    String name,
    Map<String, Object> metadata,
    DistanceFunction distance,
    IndexSettings index,
    CollectionConfiguration configuration) {

  /** One with nothing kept beside. */
  public NewCollection(
      String name, Map<String, Object> metadata, DistanceFunction distance, IndexSettings index) {
    this(name, metadata, distance, index, CollectionConfiguration.NONE);
  }

  public NewCollection {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
