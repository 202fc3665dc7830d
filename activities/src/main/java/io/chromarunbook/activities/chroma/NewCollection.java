package io.chromarunbook.activities.chroma;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A collection to be created: name, metadata, distance function and index settings. */
public record NewCollection(
    String name, Map<String, Object> metadata, DistanceFunction distance, IndexSettings index) {

  public NewCollection {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
