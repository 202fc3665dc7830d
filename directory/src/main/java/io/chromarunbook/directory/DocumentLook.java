package io.chromarunbook.directory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether documents are text, and are found by it. */
final class DocumentLook {

  private static final String INDEXED = "embedding_fulltext_search_content";

  private final DatabaseFile database;
  private final Map<String, StoredCollection> bySegment = new HashMap<>();

  DocumentLook(DatabaseFile database, List<StoredCollection> collections) {
    this.database = database;
    for (StoredCollection each : collections) {
      each.metadataSegment().ifPresent(segment -> bySegment.put(segment, each));
    }
  }

  /** Documents that are bytes, a number, or no UTF-8. */
  List<Fault> notText() throws SQLException {
    // Not shared: a decoder remembers.
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    List<Long> rows = new ArrayList<>();
    database.rows(
        "SELECT id, typeof(string_value) = 'text', CAST(string_value AS BLOB)"
            + " FROM embedding_metadata WHERE key = 'chroma:document'",
        row -> {
          if (!row.getBoolean(2) || !isText(utf8, row.getBytes(3))) {
            rows.add(row.getLong(1));
          }
        });
    return faults(FaultKind.DOCUMENT_NOT_TEXT, rows, "bytes, a number, or no UTF-8");
  }

  private static boolean isText(CharsetDecoder utf8, byte[] bytes) {
    if (bytes == null) {
      // No bytes at all are an empty text.
      return true;
    }
    try {
      utf8.decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Documents that the full-text index does not have, where there is one. */
  List<Fault> notIndexed() throws SQLException {
    if (!database.hasTable(INDEXED)) {
      return List.of();
    }
    List<Long> rows = new ArrayList<>();
    database.rows(
        "SELECT m.id FROM embedding_metadata m WHERE m.key = 'chroma:document'"
            + " AND m.string_value IS NOT NULL"
            + " AND NOT EXISTS (SELECT 1 FROM "
            + INDEXED
            + " c WHERE c.id = m.id)",
        row -> rows.add(row.getLong(1)));
    return faults(FaultKind.FULL_TEXT_INCOMPLETE, rows, "the index has no row for them");
  }

  private List<Fault> faults(FaultKind kind, List<Long> rows, String detail) throws SQLException {
    Map<StoredCollection, Sample> samples = new HashMap<>();
    for (Long number : rows) {
      database.rows(
          "SELECT segment_id, embedding_id FROM embeddings WHERE id = ?",
          row -> {
            StoredCollection collection = bySegment.get(row.getString(1));
            if (collection != null) {
              samples.computeIfAbsent(collection, first -> new Sample()).add(row.getString(2));
            }
          },
          number);
    }
    return samples.entrySet().stream()
        .map(each -> each.getValue().fault(kind, each.getKey().name(), detail))
        .toList();
  }
}
