package io.chromarunbook.starter.validation;

import io.chromarunbook.directory.SqliteTriggers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A running server's own database, by the back door. */
final class TargetDatabase {

  private static final String FORGET =
      "DELETE FROM embedding_fulltext_search WHERE rowid IN (SELECT embeddings.id FROM embeddings"
          + " JOIN segments ON segments.id = embeddings.segment_id WHERE segments.collection = ?)";

  private final Path file;

  TargetDatabase(Path file) {
    this.file = file;
  }

  /** Takes a collection's documents out of the full-text index; the documents themselves stay. */
  void forgetTexts(String collection) {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement forget = database.prepareStatement(FORGET)) {
      forget.setString(1, collection);
      if (forget.executeUpdate() == 0) {
        throw new IllegalStateException(
            "nothing of this collection is in the index: " + collection);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void refuseWrites() {
    try {
      new SqliteTriggers(file).install();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void takeWrites() {
    try {
      new SqliteTriggers(file).remove();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
