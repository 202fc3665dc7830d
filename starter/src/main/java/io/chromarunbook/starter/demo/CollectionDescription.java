package io.chromarunbook.starter.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code corpus.json} says about one collection.
 *
 * @param distance {@code l2}, {@code cosine} or {@code ip}
 * @param metadata what is the same for every record, and therefore stored once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CollectionDescription(
    String name,
    String title,
    String distance,
    int count,
    Map<String, String> metadata,
    DataFile records,
    DataFile vectors) {

  CollectionDescription {
    // Not Map.copyOf, which forgets the order.
    metadata = Collections.unmodifiableMap(new LinkedHashMap<String, String>(metadata));
  }
}
