package io.chromarunbook.directory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * Triggers that make a local Chroma refuse writes while it runs, without a restart: records all go
 * through {@code embeddings_queue}, and the other tables hold what surrounds them. Reads, and the
 * server's own clearing of the queue, go on.
 */
public final class SqliteTriggers {

  /** Says what this would be called, and to whom it belongs. */
  public static final String PREFIX = "runbook_read_only_";

  private static final int PATIENCE_MILLIS = 10_000;
  private static final List<String> ALL = List.of("INSERT", "UPDATE", "DELETE");

  // Without these two a file is no Chroma database; older ones lack the others.
  private static final Set<String> NEEDED = Set.of("embeddings_queue", "collections");
  private static final Map<String, List<String>> REFUSED =
      Map.of(
          "embeddings_queue", List.of("INSERT"),
          "collections", ALL,
          "collection_metadata", ALL,
          "tenants", ALL,
          "databases", ALL);

  private final Path file;

  /** Triggers in this database, which a server may have open. */
  public SqliteTriggers(Path file) {
    this.file = file;
  }

  /**
   * Whether every trigger is there. Changes nothing.
   *
   * @throws NotChromaException where the file is something else
   */
  public boolean installed() throws SQLException {
    try (Connection database = open(SQLiteOpenMode.READONLY)) {
      return present(database).containsAll(wanted(database).keySet());
    }
  }

  /**
   * Whether none of them is there. Changes nothing.
   *
   * @throws NotChromaException where the file is something else
   */
  public boolean removed() throws SQLException {
    try (Connection database = open(SQLiteOpenMode.READONLY)) {
      return present(database).isEmpty();
    }
  }

  /**
   * The number of the last write that the log has, which no write goes past unseen; 0 where it has
   * none. Changes nothing.
   *
   * @throws NotChromaException where the file is something else
   */
  public long lastWrite() throws SQLException {
    try (Connection database = open(SQLiteOpenMode.READONLY);
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT coalesce(max(seq_id), 0) FROM embeddings_queue")) {
      return rows.getLong(1);
    }
  }

  /**
   * Installs those that are missing; all of them or none.
   *
   * @return whether any was missing
   * @throws NotChromaException where the file is something else
   */
  public boolean install() throws SQLException {
    try (Connection database = open(SQLiteOpenMode.READWRITE);
        Statement statement = database.createStatement()) {
      begin(statement);
      Map<String, String> missing = wanted(database);
      missing.keySet().removeAll(present(database));
      for (String trigger : missing.values()) {
        statement.execute(trigger);
      }
      statement.execute("COMMIT");
      return !missing.isEmpty();
    }
  }

  /**
   * Removes them; all or none.
   *
   * @return whether any was there
   * @throws NotChromaException where the file is something else
   */
  public boolean remove() throws SQLException {
    try (Connection database = open(SQLiteOpenMode.READWRITE);
        Statement statement = database.createStatement()) {
      begin(statement);
      Set<String> present = present(database);
      for (String name : present) {
        statement.execute("DROP TRIGGER \"" + name + "\"");
      }
      statement.execute("COMMIT");
      return !present.isEmpty();
    }
  }

  // At once for writing: a reader that turns writer beside a busy server is refused, not made to
  // wait.
  private static void begin(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
  }

  private Connection open(SQLiteOpenMode mode) throws SQLException {
    if (!Files.isRegularFile(file)) {
      throw new NotChromaException(file, null);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    if (mode == SQLiteOpenMode.READONLY) {
      config.setReadOnly(true);
    }
    config.setBusyTimeout(PATIENCE_MILLIS);
    Connection database = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try {
      if (!names(database, "table").containsAll(NEEDED)) {
        throw new NotChromaException(file, null);
      }
      return database;
    } catch (SQLiteException e) {
      database.close();
      if (e.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB) {
        throw new NotChromaException(file, e);
      }
      throw e;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Map<String, String> wanted(Connection database) throws SQLException {
    Map<String, String> triggers = new LinkedHashMap<>();
    Set<String> tables = names(database, "table");
    for (Map.Entry<String, List<String>> refused : REFUSED.entrySet()) {
      String table = refused.getKey();
      if (!tables.contains(table)) {
        continue;
      }
      for (String change : refused.getValue()) {
        String name = PREFIX + table + "_" + change.toLowerCase(Locale.ROOT);
        triggers.put(
            name,
            "CREATE TRIGGER "
                + name
                + " BEFORE "
                + change
                + " ON "
                + table
                + " BEGIN SELECT RAISE(ABORT, 'read-only: migration in progress'); END");
      }
    }
    return triggers;
  }

  private static Set<String> present(Connection database) throws SQLException {
    Set<String> triggers = names(database, "trigger");
    triggers.removeIf(name -> !name.startsWith(PREFIX));
    return triggers;
  }

  private static Set<String> names(Connection database, String type) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name FROM sqlite_master WHERE type = '" + type + "'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
