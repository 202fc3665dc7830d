package io.chromarunbook.starter.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A real 1.5 server whose log was pruned before its index was written, as after a crash or a copy
 * of a directory in use: it has records and no longer the vectors of the last ones.
 */
public final class DamagedIndex {

  /** Beyond this many a 1.x server writes its index and prunes its log. */
  static final int WRITTEN = 1_000;

  static final int LOST = 150;

  private final String url;
  private final List<ChromaRecord> memory;

  private DamagedIndex(String url, List<ChromaRecord> memory) {
    this.url = url;
    this.memory = memory;
  }

  /** One as the server "damaged" of a stack. */
  public static DamagedIndex made(LocalStack stack) throws SQLException {
    ServerEntry source = stack.chroma("damaged", ChromaRelease.V1_5);
    List<ChromaRecord> memory = Samples.records("m", WRITTEN + LOST, 8);
    String id;
    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(source.url()))) {
      CollectionInfo made = server.create(Samples.collection("memory", DistanceFunction.L2));
      id = made.id();
      server.upsert(made, memory.subList(0, WRITTEN));
      server.upsert(made, memory.subList(WRITTEN, WRITTEN + LOST));
      // Asked for a vector, the server brings its index up to date and prunes what is in it.
      server.records(made, List.of("m-0"), record -> {});
      MigratedRun.fill(
          server, Samples.collection("sound", DistanceFunction.L2), Samples.records("s", 100, 8));
    }
    stack.stop("damaged");
    loseLog(Path.of(source.dataDirectory(), "chroma.sqlite3"), id);
    stack.chroma("damaged", ChromaRelease.V1_5, URI.create(source.url()).getPort());
    return new DamagedIndex(source.url(), memory);
  }

  private static void loseLog(Path database, String collection) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        PreparedStatement lose =
            connection.prepareStatement("DELETE FROM embeddings_queue WHERE topic LIKE ?")) {
      lose.setString(1, "%" + collection);
      assertThat(lose.executeUpdate()).as("records in the log").isGreaterThanOrEqualTo(LOST);
    }
  }

  /** Where it answers. */
  public String url() {
    return url;
  }

  /** Gives the records that have lost theirs their vectors again, as whoever made them can. */
  public void embedAgain() {
    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(url))) {
      server.upsert(
          server.collection("memory").orElseThrow(), memory.subList(WRITTEN, WRITTEN + LOST));
    }
  }
}
