package io.chromarunbook.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Damages a directory as disks, other programs and earlier releases do. */
record DirectoryFiles(Path files) {

  /** Changes its tables. */
  void change(String... statements) throws SQLException {
    try (Connection database = open();
        Statement statement = database.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + files.resolve("chroma.sqlite3"));
  }

  private String text(String query) throws SQLException {
    try (Connection database = open();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** The segment of a collection in this scope: VECTOR or METADATA. */
  String segment(String collection, String scope) throws SQLException {
    return text(
        "SELECT s.id FROM segments s JOIN collections c ON c.id = s.collection WHERE c.name = '%s'"
                .formatted(collection)
            + " AND s.scope = '%s'".formatted(scope));
  }

  Path index(String collection) throws SQLException {
    return files.resolve(segment(collection, "VECTOR"));
  }

  void cut(Path file, long left) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(left);
    }
  }

  void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walked = Files.walk(folder)) {
      all = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  /** Writes nonsense over a leaf of a table. */
  void spoil(String table) throws SQLException, IOException {
    int pageSize = Integer.parseInt(text("PRAGMA page_size"));
    int root =
        Integer.parseInt(
            text("SELECT rootpage FROM sqlite_master WHERE name = '%s'".formatted(table)));
    Path file = files.resolve("chroma.sqlite3");
    byte[] bytes = Files.readAllBytes(file);
    int start = (root - 1) * pageSize;
    // An interior page names its last child at byte 8.
    int child = bytes[start] == 5 ? java.nio.ByteBuffer.wrap(bytes).getInt(start + 8) : root;
    java.util.Arrays.fill(bytes, (child - 1) * pageSize, child * pageSize, (byte) 0x5a);
    Files.write(file, bytes);
  }
}
