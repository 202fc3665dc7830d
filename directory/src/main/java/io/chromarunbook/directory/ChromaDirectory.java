package io.chromarunbook.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A Chroma directory, read without Chroma: nothing in it is changed, and no code of it is run. */
public final class ChromaDirectory {

  private static final List<String> OF_BEFORE_0_4 =
      List.of("chroma-collections.parquet", "chroma-embeddings.parquet");

  private ChromaDirectory() {}

  /**
   * Says what is in it and what 1.x would do with it. A process that has it open is no hindrance: a
   * copy of its tables is read then, in a temporary folder that is removed.
   *
   * @throws UnfitDirectoryException where it is no Chroma directory
   * @throws IOException where it cannot be read
   */
  public static Assessment assess(Path directory) throws IOException {
    if (isOfBefore04(directory)) {
      return Examination.ofBefore04(directory);
    }
    OpenedBy openedBy = OpenBy.processes(directory);
    return looked(
        directory, openedBy, database -> new Examination(directory, database, openedBy).whole());
  }

  /**
   * Says by which releases it can be served, which takes one question to its tables.
   *
   * @throws UnfitDirectoryException where it is no Chroma directory
   * @throws IOException where it cannot be read
   */
  public static ReleaseFamily family(Path directory) throws IOException {
    return isOfBefore04(directory)
        ? ReleaseFamily.BEFORE_0_4
        : looked(
            directory,
            OpenBy.processes(directory),
            database -> ReleaseFamily.of(Migrations.of(database)));
  }

  /**
   * The databases that have a collection.
   *
   * @throws UnfitDirectoryException where it is no Chroma directory
   * @throws IOException where it cannot be read
   */
  public static List<AssessedDatabase> databasesInUse(Path directory) throws IOException {
    return isOfBefore04(directory)
        ? List.of()
        : looked(
            directory,
            OpenBy.processes(directory),
            database ->
                new CollectionTables(database)
                    .collections().stream()
                        .map(StoredCollection::name)
                        .map(name -> new AssessedDatabase(name.tenant(), name.database()))
                        .distinct()
                        .toList());
  }

  /** Where everything but the vectors' index lies in a directory. */
  public static Path database(Path directory) {
    return directory.resolve(DatabaseFile.NAME);
  }

  /** What is found in the tables. */
  @FunctionalInterface
  private interface Look<T> {
    T at(DatabaseFile database) throws SQLException, IOException;
  }

  private static boolean isOfBefore04(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new UnfitDirectoryException(
          "There is no directory "
              + directory
              + "; give the one that the server is started with as its path, in which "
              + DatabaseFile.NAME
              + " lies.");
    }
    if (Files.isRegularFile(database(directory))) {
      return false;
    }
    if (OF_BEFORE_0_4.stream().anyMatch(name -> Files.exists(directory.resolve(name)))) {
      return true;
    }
    throw new UnfitDirectoryException(
        "There is no "
            + DatabaseFile.NAME
            + " in "
            + directory
            + "; give the directory that the server is started with as its path.");
  }

  private static <T> T looked(Path directory, OpenedBy openedBy, Look<T> look) throws IOException {
    try (DatabaseFile database = DatabaseFile.in(directory, openedBy)) {
      requireChroma(directory, database);
      return look.at(database);
    } catch (SQLiteException e) {
      if (e.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB) {
        throw notChroma(directory, e);
      }
      throw unreadable(directory, e);
    } catch (SQLException e) {
      throw unreadable(directory, e);
    }
  }

  private static IOException unreadable(Path directory, SQLException cause) {
    return new IOException(
        "The tables in " + directory + " cannot be read: " + cause.getMessage(), cause);
  }

  private static void requireChroma(Path directory, DatabaseFile database) {
    try {
      for (String table : List.of("migrations", "collections", "segments", "embeddings")) {
        if (!database.hasTable(table)) {
          throw notChroma(directory, null);
        }
      }
    } catch (SQLException e) {
      throw notChroma(directory, e);
    }
  }

  private static UnfitDirectoryException notChroma(Path directory, SQLException cause) {
    return new UnfitDirectoryException(
        database(directory)
            + " is no database of Chroma, or its first page is damaged; give the directory that the"
            + " server is started with as its path, or a backup of it.",
        cause);
  }
}
