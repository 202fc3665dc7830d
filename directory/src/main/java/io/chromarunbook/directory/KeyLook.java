package io.chromarunbook.directory;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which keys the metadata of records have, and values of which types. */
final class KeyLook {

  private static final String DOCUMENT = "chroma:document";
  private static final List<String> TYPES = List.of("string", "integer", "float", "boolean");

  private final Map<String, Map<String, Map<String, Long>>> bySegment = new HashMap<>();

  private KeyLook() {}

  static KeyLook in(DatabaseFile database) throws SQLException {
    KeyLook look = new KeyLook();
    boolean booleans = database.hasColumn("embedding_metadata", "bool_value");
    // One text a row, counted here: sorting a million rows by key costs many times that.
    Map<String, Long> counts = new HashMap<>();
    database.rows(
        ("SELECT e.segment_id || char(0) || CASE WHEN m.string_value IS NOT NULL THEN 0"
                + " WHEN m.int_value IS NOT NULL THEN 1 WHEN m.float_value IS NOT NULL THEN 2"
                + " WHEN %s IS NOT NULL THEN 3 ELSE 4 END || m.key"
                + " FROM embedding_metadata m JOIN embeddings e ON e.id = m.id")
            .formatted(booleans ? "m.bool_value" : "NULL"),
        row -> counts.merge(row.getString(1), 1L, Long::sum));
    counts.forEach(look::add);
    if (database.hasTable("embedding_metadata_array")) {
      database.rows(
          "SELECT e.segment_id, m.key, count(DISTINCT m.id)"
              + " FROM embedding_metadata_array m JOIN embeddings e ON e.id = m.id GROUP BY 1, 2",
          row -> look.add(row.getString(1), row.getString(2), "list", row.getLong(3)));
    }
    return look;
  }

  private void add(String counted, long count) {
    int end = counted.indexOf(0);
    int type = counted.charAt(end + 1) - '0';
    if (type < TYPES.size()) {
      add(counted.substring(0, end), counted.substring(end + 2), TYPES.get(type), count);
    }
  }

  private void add(String segment, String key, String type, long count) {
    if (count > 0) {
      bySegment
          .computeIfAbsent(segment, first -> new TreeMap<>())
          .computeIfAbsent(key, first -> new TreeMap<>())
          .merge(type, count, Long::sum);
    }
  }

  /** Of a segment, by name; a document and a uri are no metadata. */
  List<MetadataKey> keys(String segment) {
    return of(segment).entrySet().stream()
        .filter(key -> !key.getKey().startsWith("chroma:"))
        .map(key -> new MetadataKey(key.getKey(), key.getValue()))
        .toList();
  }

  /** How many records of a segment have a document. */
  long documents(String segment) {
    return of(segment).getOrDefault(DOCUMENT, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private Map<String, Map<String, Long>> of(String segment) {
    return bySegment.getOrDefault(segment, Map.of());
  }
}
