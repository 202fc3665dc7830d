package io.chromarunbook.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the tables of tenants, databases, collections and segments, of whatever release. */
final class CollectionTables {

  /** Before there were tenants, everything was in these. */
  private static final AssessedDatabase FIRST =
      new AssessedDatabase("default_tenant", "default_database");

  private static final int WORD = 8;

  private final DatabaseFile database;

  CollectionTables(DatabaseFile database) {
    this.database = database;
  }

  List<String> tenants() throws SQLException {
    return database.hasTable("tenants")
        ? database.texts("SELECT id FROM tenants ORDER BY id")
        : List.of(FIRST.tenant());
  }

  List<AssessedDatabase> databases() throws SQLException {
    List<AssessedDatabase> all = new ArrayList<>(databasesById().values());
    return all.isEmpty() && !database.hasTable("databases") ? List.of(FIRST) : all;
  }

  private Map<String, AssessedDatabase> databasesById() throws SQLException {
    Map<String, AssessedDatabase> byId = new LinkedHashMap<>();
    if (database.hasTable("databases")) {
      database.rows(
          "SELECT id, tenant_id, name FROM databases ORDER BY tenant_id, name",
          row ->
              byId.put(row.getString(1), new AssessedDatabase(row.getString(2), row.getString(3))));
    }
    return byId;
  }

  List<StoredCollection> collections() throws SQLException {
    Map<String, AssessedDatabase> databases = databasesById();
    Map<String, Map<String, Object>> metadata = metadata();
    Map<String, Map<String, String>> segments = segments();
    Map<String, Long> positions = positions();
    List<StoredCollection> all = new ArrayList<>();
    database.rows(
        "SELECT id, name, %s, %s, %s, %s FROM collections ORDER BY name, id"
            .formatted(
                column("dimension"),
                column("database_id"),
                column("config_json_str"),
                column("schema_str")),
        row -> {
          String id = row.getString(1);
          AssessedDatabase home = databases.getOrDefault(row.getString(4), FIRST);
          Map<String, String> own = segments.getOrDefault(id, Map.of());
          all.add(
              new StoredCollection(
                  id,
                  new CollectionName(home.tenant(), home.name(), row.getString(2)),
                  dimension(row),
                  Optional.ofNullable(row.getString(5)),
                  Optional.ofNullable(row.getString(6)),
                  metadata.getOrDefault(id, Map.of()),
                  Optional.ofNullable(own.get("VECTOR")),
                  Optional.ofNullable(own.get("METADATA")),
                  position(positions, own.get("VECTOR")),
                  position(positions, own.get("METADATA"))));
        });
    return all;
  }

  private String column(String name) throws SQLException {
    return database.hasColumn("collections", name) ? name : "NULL";
  }

  private static OptionalInt dimension(ResultSet row) throws SQLException {
    int dimension = row.getInt(3);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(dimension);
  }

  private static OptionalLong position(Map<String, Long> positions, String segment) {
    Long position = segment == null ? null : positions.get(segment);
    return position == null ? OptionalLong.empty() : OptionalLong.of(position);
  }

  private Map<String, Map<String, Object>> metadata() throws SQLException {
    boolean booleans = database.hasColumn("collection_metadata", "bool_value");
    Map<String, Map<String, Object>> all = new HashMap<>();
    database.rows(
        "SELECT collection_id, key, str_value, int_value, float_value, %s FROM collection_metadata"
            .formatted(booleans ? "bool_value" : "NULL"),
        row -> {
          Object value = value(row);
          if (value != null) {
            all.computeIfAbsent(row.getString(1), first -> new HashMap<>())
                .put(row.getString(2), value);
          }
        });
    return all;
  }

  private static Object value(ResultSet row) throws SQLException {
    if (row.getObject(3) != null) {
      return row.getString(3);
    }
    if (row.getObject(4) != null) {
      return row.getLong(4);
    }
    if (row.getObject(5) != null) {
      return row.getDouble(5);
    }
    return row.getObject(6) == null ? null : (Object) (row.getInt(6) != 0);
  }

  private Map<String, Map<String, String>> segments() throws SQLException {
    Map<String, Map<String, String>> all = new HashMap<>();
    database.rows(
        "SELECT collection, scope, id FROM segments",
        row ->
            all.computeIfAbsent(row.getString(1), first -> new HashMap<>())
                .put(row.getString(2), row.getString(3)));
    return all;
  }

  /** What cannot be a position, which is a fault of its own, is none. */
  private Map<String, Long> positions() throws SQLException {
    Map<String, Long> all = new HashMap<>();
    database.rows(
        "SELECT segment_id, seq_id FROM max_seq_id",
        row -> {
          if (row.getObject(2) instanceof byte[] bytes) {
            if (bytes.length == WORD) {
              all.put(row.getString(1), java.nio.ByteBuffer.wrap(bytes).getLong());
            }
          } else if (row.getObject(2) != null) {
            all.put(row.getString(1), row.getLong(2));
          }
        });
    return all;
  }
}
