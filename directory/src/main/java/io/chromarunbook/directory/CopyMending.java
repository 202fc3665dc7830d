package io.chromarunbook.directory;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Puts right, in a copy that a server is about to open, what would keep a server of its own release
 * from giving the records. No record is touched by it, and nothing is made up: what cannot be known
 * from the directory itself stays as it is.
 */
public final class CopyMending {

  private static final String OBJECT =
      "CASE WHEN json_valid(%1$s) THEN json_type(%1$s) = 'object' ELSE 0 END";

  private final Connection database;
  private final ReleaseFamily family;
  private final List<String> done = new ArrayList<>();

  private CopyMending(Connection database, ReleaseFamily family) {
    this.database = database;
    this.family = family;
  }

  /**
   * Does it.
   *
   * @param copy nobody's original, and open in no process
   * @return what was done, each in a sentence that has no text of the directory in it; none where
   *     nothing had to be
   */
  public static List<String> of(Path copy, ReleaseFamily family) throws IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    try (Connection database =
        config.createConnection("jdbc:sqlite:" + ChromaDirectory.database(copy).toAbsolutePath())) {
      CopyMending mending = new CopyMending(database, family);
      database.setAutoCommit(false);
      mending.mend();
      database.commit();
      return mending.done;
    } catch (SQLException e) {
      throw new IOException("The copy " + copy + " cannot be mended: " + e.getMessage(), e);
    }
  }

  private void mend() throws SQLException {
    dropTriggers();
    if (family.isCurrent()) {
      numbersFromBytes();
      // Each is made from the other.
      forget("schema_str", "config_json_str");
      forget("config_json_str", "schema_str");
    } else if (hasColumn("config_json_str")) {
      forgetUnlessTyped();
    }
  }

  /** A server of ours only reads here, so they keep nothing; one that is broken ends it. */
  private void dropTriggers() throws SQLException {
    List<String> triggers = texts("SELECT name FROM sqlite_master WHERE type = 'trigger'");
    for (String trigger : triggers) {
      execute("DROP TRIGGER \"" + trigger.replace("\"", "\"\"") + "\"");
    }
    say(triggers.size(), "trigger was dropped", "triggers were dropped");
  }

  /** As 1.x's own migration of them does. */
  private void numbersFromBytes() throws SQLException {
    Map<Long, byte[]> unfit = new LinkedHashMap<>();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT rowid, seq_id FROM max_seq_id"
                    + " WHERE typeof(seq_id) = 'blob' AND length(seq_id) = 8")) {
      while (rows.next()) {
        unfit.put(rows.getLong(1), rows.getBytes(2));
      }
    }
    try (PreparedStatement update =
        database.prepareStatement("UPDATE max_seq_id SET seq_id = ? WHERE rowid = ?")) {
      for (Map.Entry<Long, byte[]> each : unfit.entrySet()) {
        update.setLong(1, new BigInteger(1, each.getValue()).longValue());
        update.setLong(2, each.getKey());
        update.executeUpdate();
      }
    }
    say(
        unfit.size(),
        "position in the log was made a number again",
        "positions in the log were made numbers again");
  }

  private void forget(String unreadable, String other) throws SQLException {
    if (!hasColumn(unreadable) || !hasColumn(other)) {
      return;
    }
    say(
        execute(
            "UPDATE collections SET %s = NULL WHERE %1$s IS NOT NULL AND NOT %s AND %s"
                .formatted(unreadable, OBJECT.formatted(unreadable), OBJECT.formatted(other))),
        "collection's " + unreadable + " was set to NULL",
        "collections' " + unreadable + " was set to NULL");
  }

  /** 0.x goes by the settings in the metadata, and lists nothing over such a column. */
  private void forgetUnlessTyped() throws SQLException {
    say(
        execute(
            "UPDATE collections SET config_json_str = NULL WHERE config_json_str IS NOT NULL AND"
                + " CASE WHEN "
                + OBJECT.formatted("config_json_str")
                + " THEN json_extract(config_json_str, '$._type') IS NULL ELSE 1 END"),
        "collection's config_json_str was set to NULL",
        "collections' config_json_str was set to NULL");
  }

  private boolean hasColumn(String name) throws SQLException {
    return texts("SELECT name FROM pragma_table_info('collections')").contains(name);
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private int execute(String change) throws SQLException {
    try (Statement statement = database.createStatement()) {
      return statement.executeUpdate(change);
    }
  }

  private void say(int count, String one, String many) {
    if (count > 0) {
      done.add(count + " " + (count == 1 ? one : many));
    }
  }
}
