package io.chromarunbook.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Chroma's SQLite file, opened so that neither it nor anything beside it changes: as one that
 * nobody writes where nobody has it open, else as a copy with its log, which is removed at the end.
 */
final class DatabaseFile implements AutoCloseable {

  static final String NAME = "chroma.sqlite3";

  /** What SQLite keeps beside a file while somebody writes it. */
  private static final List<String> BESIDE = List.of("-wal", "-journal");

  private static final int COPIES_TRIED = 5;
  private static final int CACHE_KIBIBYTES = 64 * 1024;

  /** Reads one row. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private final Opening opening;
  private final Connection connection;
  private final Path copy;

  /** Opens it once more. */
  @FunctionalInterface
  private interface Opening {
    Connection open() throws SQLException;
  }

  private DatabaseFile(Opening opening, Path copy) throws SQLException {
    this.opening = opening;
    this.connection = opening.open();
    this.copy = copy;
  }

  /** The same once more, for another thread; to be closed before this one. */
  DatabaseFile again() throws SQLException {
    return new DatabaseFile(opening, null);
  }

  /** The one of this directory. */
  static DatabaseFile in(Path directory, OpenedBy openedBy) throws IOException, SQLException {
    Path file = directory.resolve(NAME);
    boolean quiet =
        openedBy instanceof OpenedBy.Processes told
            && told.processes().isEmpty()
            && BESIDE.stream().noneMatch(end -> Files.exists(beside(file, end)));
    if (quiet) {
      SQLiteConfig config = config();
      config.setReadOnly(true);
      String url = "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1";
      return new DatabaseFile(() -> config.createConnection(url), null);
    }
    Path copy = copied(file);
    try {
      String url = "jdbc:sqlite:file:" + copy.resolve(NAME).toUri().getRawPath();
      return new DatabaseFile(() -> config().createConnection(url), copy);
    } catch (SQLException e) {
      remove(copy);
      throw e;
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setCacheSize(-CACHE_KIBIBYTES);
    return config;
  }

  private static Path beside(Path file, String end) {
    return file.resolveSibling(file.getFileName() + end);
  }

  /** Once more where the file changed meanwhile: pages of two moments are no database. */
  private static Path copied(Path file) throws IOException {
    Path folder = Files.createTempDirectory("chroma-assessed");
    try {
      for (int tried = 0; tried < COPIES_TRIED; tried++) {
        List<String> before = state(file);
        Files.deleteIfExists(folder.resolve(NAME));
        Files.copy(file, folder.resolve(NAME));
        for (String end : BESIDE) {
          Path target = beside(folder.resolve(NAME), end);
          Files.deleteIfExists(target);
          if (Files.exists(beside(file, end))) {
            Files.copy(beside(file, end), target);
          }
        }
        if (state(file).equals(before)) {
          break;
        }
      }
      return folder;
    } catch (IOException e) {
      remove(folder);
      throw e;
    }
  }

  private static List<String> state(Path file) throws IOException {
    List<String> state = new ArrayList<>();
    for (String end : List.of("", "-wal", "-journal")) {
      Path each = beside(file, end);
      if (Files.exists(each)) {
        BasicFileAttributes seen = Files.readAttributes(each, BasicFileAttributes.class);
        state.add(end + " " + seen.size() + " " + seen.lastModifiedTime());
      }
    }
    return state;
  }

  boolean isCopy() {
    return copy != null;
  }

  /** Runs over the rows of a query. */
  void rows(String sql, RowReader reader, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < arguments.length; index++) {
        statement.setObject(index + 1, arguments[index]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  /** The number a query gives; 0 where it gives no row. */
  long number(String sql, Object... arguments) throws SQLException {
    long[] number = new long[1];
    rows(sql, row -> number[0] = row.getLong(1), arguments);
    return number[0];
  }

  /** The first column of all rows. */
  List<String> texts(String sql, Object... arguments) throws SQLException {
    List<String> texts = new ArrayList<>();
    rows(sql, row -> texts.add(row.getString(1)), arguments);
    return texts;
  }

  boolean hasTable(String name) throws SQLException {
    return number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", name) > 0;
  }

  /** Releases added columns over time. */
  boolean hasColumn(String table, String column) throws SQLException {
    Set<String> columns = new HashSet<>(texts("SELECT name FROM pragma_table_info(?)", table));
    return columns.contains(column);
  }

  @Override
  public void close() throws SQLException, IOException {
    try {
      connection.close();
    } finally {
      if (copy != null) {
        remove(copy);
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walked = Files.walk(folder)) {
      all = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
