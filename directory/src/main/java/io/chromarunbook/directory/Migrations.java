package io.chromarunbook.directory;

import java.sql.SQLException;

/**
 * How far a database was migrated.
 *
 * @param sysdb of tenants, databases, collections, segments
 * @param metadb of records
 * @param embeddingsQueue of the log
 */
public record Migrations(int sysdb, int metadb, int embeddingsQueue) {

  static Migrations of(DatabaseFile database) throws SQLException {
    return new Migrations(
        highest(database, "sysdb"),
        highest(database, "metadb"),
        highest(database, "embeddings_queue"));
  }

  private static int highest(DatabaseFile database, String directory) throws SQLException {
    return (int)
        database.number(
            "SELECT coalesce(max(version), 0) FROM migrations WHERE dir = ?", directory);
  }

  @Override
  public String toString() {
    return "sysdb " + sysdb + ", metadb " + metadb + ", embeddings_queue " + embeddingsQueue;
  }
}
