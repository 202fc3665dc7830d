package io.chromarunbook.directory;

import java.util.Map;
import java.util.TreeMap;

/**
 * A key of records' metadata.
 *
 * @param types how many records have a value of which type: string, integer, float, boolean, list
 */
public record MetadataKey(String name, Map<String, Long> types) {

  /** Copies, in order. */
  public MetadataKey {
    types = java.util.Collections.unmodifiableMap(new TreeMap<>(types));
  }
}
