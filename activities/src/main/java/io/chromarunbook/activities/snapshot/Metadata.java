package io.chromarunbook.activities.snapshot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the types of metadata values through JSON files. */
final class Metadata {

  private Metadata() {}

  /**
   * The same metadata with every integer as a Long and every float as a Double. Jackson reads a
   * small integer as an Integer, which equals no Long.
   */
  static Map<String, Object> widened(Map<String, Object> metadata) {
    if (metadata == null) {
      return Map.of();
    }
    Map<String, Object> widened = new LinkedHashMap<>();
    metadata.forEach((key, value) -> widened.put(key, widened(value)));
    return Collections.unmodifiableMap(widened);
  }

  private static Object widened(Object value) {
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Metadata::widened).toList();
    }
    return value;
  }
}
