package io.chromarunbook.gate.translation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The migrated collections, under the names and ids of either side. */
final class KnownCollections {
  private final Map<String, String> targetNames = new HashMap<>();
  private final Map<String, String> sourceNames = new HashMap<>();
  private final Map<String, String> targetIds = new HashMap<>();
  private final Map<String, String> sourceIds = new HashMap<>();

  KnownCollections(List<CollectionMapping> mappings) {
    for (CollectionMapping each : mappings) {
      targetNames.put(each.source().name(), each.target().name());
      sourceNames.put(each.target().name(), each.source().name());
      targetIds.put(lowerCase(each.source().id()), each.target().id());
      sourceIds.put(lowerCase(each.target().id()), each.source().id());
    }
  }

  /** Whether it is the id of a migrated collection, as clients know it. */
  boolean knows(String id) {
    return targetIds.containsKey(lowerCase(id));
  }

  /** What the target calls a collection that clients call so. */
  String targetName(String name) {
    return targetNames.getOrDefault(name, name);
  }

  /** What clients call a collection that the target calls so. */
  String sourceName(String name) {
    return sourceNames.getOrDefault(name, name);
  }

  /** The target's id of a collection; the one asked for where it was made after the switch. */
  String targetId(String id) {
    return targetIds.getOrDefault(lowerCase(id), id);
  }

  /** The id that clients know; the target's own of a collection made after the switch. */
  String sourceId(String id) {
    return sourceIds.getOrDefault(lowerCase(id), id);
  }

  private static String lowerCase(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
