package io.chromarunbook.chroma.releases;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Triggers in a server's database that refuse every write until they are lifted. */
final class WriteRefusal {
  private static final List<String> WRITES =
      List.of(
          "INSERT ON embeddings_queue",
          "INSERT ON collections",
          "UPDATE ON collections",
          "DELETE ON collections");

  private final Connection connection;

  private WriteRefusal(Connection connection) {
    this.connection = connection;
  }

  static WriteRefusal in(Path database) throws SQLException {
    WriteRefusal refusal = new WriteRefusal(DriverManager.getConnection("jdbc:sqlite:" + database));
    for (String write : WRITES) {
      refusal.execute(
          "CREATE TRIGGER "
              + nameOf(write)
              + " BEFORE "
              + write
              + " BEGIN SELECT RAISE(ABORT, 'read-only: test'); END");
    }
    return refusal;
  }

  private static String nameOf(String write) {
    return "refuse_" + write.replace(' ', '_');
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void lift() throws SQLException {
    for (String write : WRITES) {
      execute("DROP TRIGGER " + nameOf(write));
    }
    connection.close();
  }
}
