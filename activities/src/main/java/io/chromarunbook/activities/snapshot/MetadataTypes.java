package io.chromarunbook.activities.snapshot;

import io.chromarunbook.chroma.ChromaRecord;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the metadata keys of records, each with the types its values have. */
public final class MetadataTypes {

  private final Map<String, TreeSet<String>> seen = new TreeMap<>();

  /** Takes in a record's metadata. */
  public void add(ChromaRecord record) {
    record
        .metadata()
        .forEach((key, value) -> seen.computeIfAbsent(key, k -> new TreeSet<>()).add(type(value)));
  }

  /** Keys in order, each with its types in order. */
  public Map<String, List<String>> seen() {
    Map<String, List<String>> lists = new TreeMap<>();
    seen.forEach((key, types) -> lists.put(key, List.copyOf(types)));
    return lists;
  }

  private static String type(Object value) {
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return "integer";
    }
    if (value instanceof Double) {
      return "float";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    return value instanceof List ? "list" : "other";
  }
}
