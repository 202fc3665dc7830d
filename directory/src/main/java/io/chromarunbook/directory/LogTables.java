package io.chromarunbook.directory;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the log. */
final class LogTables {

  /** Hears of every entry, in order; of whose collection there are none, of nobody's. */
  @FunctionalInterface
  interface Reader {
    void read(StoredCollection collection, LogEntry entry);
  }

  private static final String ENTRIES =
      "SELECT seq_id, operation, topic, id, vector IS NOT NULL,"
          + " coalesce(length(vector), 0) + coalesce(octet_length(metadata), 0),"
          + " CASE WHEN metadata IS NULL THEN '' WHEN json_valid(metadata)"
          + " THEN coalesce(json_type(metadata, '$.\"chroma:document\"'), '') END"
          + " FROM embeddings_queue ORDER BY seq_id";

  private final DatabaseFile database;

  LogTables(DatabaseFile database) {
    this.database = database;
  }

  /** What a topic ends with is the collection's id. */
  void entries(List<StoredCollection> collections, Reader reader) throws SQLException {
    Map<String, StoredCollection> byId = new HashMap<>();
    collections.forEach(each -> byId.put(each.id(), each));
    database.rows(
        ENTRIES,
        row -> {
          String topic = row.getString(3);
          StoredCollection collection = byId.get(topic.substring(topic.lastIndexOf('/') + 1));
          reader.read(
              collection,
              new LogEntry(
                  row.getLong(1),
                  LogEntry.Operation.of(row.getInt(2)),
                  row.getString(4),
                  row.getBoolean(5),
                  row.getLong(6),
                  row.getString(7)));
        });
  }

  /** The number of the last entry; 0 without one. */
  long last() throws SQLException {
    return database.number("SELECT coalesce(max(seq_id), 0) FROM embeddings_queue");
  }

  /** Whether the server is told to remove what nothing needs any more. */
  boolean prunedByItself() throws SQLException {
    if (!database.hasTable("embeddings_queue_config")) {
      return false;
    }
    Optional<String> configuration =
        database.texts("SELECT config_json_str FROM embeddings_queue_config").stream().findFirst();
    return configuration.isPresent()
        && database.number(
                "SELECT CASE WHEN json_valid(?1) THEN json_extract(?1, '$.automatically_purge') END",
                configuration.get())
            == 1;
  }
}
