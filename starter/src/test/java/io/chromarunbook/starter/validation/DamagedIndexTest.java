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
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real 1.5 server whose log was pruned before its index was written, as after a crash or a copy
 * of a directory in use: it has records and no longer the vectors of the last ones.
 */
@Tag("faults")
@Timeout(180)
class DamagedIndexTest {

  /** Beyond this many a 1.x server writes its index and prunes its log. */
  private static final int WRITTEN = 1_000;

  private static final int LOST = 150;

  @TempDir private Path place;
  private LocalStack stack;

  @AfterEach
  void stop() {
    stack.stop();
  }

  @Test
  void records_whose_vectors_are_lost_are_put_aside_and_all_others_arrive() throws Exception {
    stack = LocalStack.in(place, StackListener.silent(), MigrationStage.environment());
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
    ServerEntry target = stack.chroma("target", ChromaRelease.V1_5);

    String plan =
        """
        migration: kb
        source: {url: "%s"}
        target: {url: "%s"}
        people: {operations-lead: [ann], dba: [bo], security: [cy]}
        quarantine: {maxRecords: 200}
        """
            .formatted(source.url(), target.url());
    try (MigratedRun run = new MigratedRun(place.resolve("home"), plan).migrate()) {
      List<String> aside = quarantined(run);
      assertThat(aside).hasSize(LOST);
      assertThat(aside)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains("The source has lost the record's embedding", "Error finding id"));
      ValidationSummary summary = run.validate();
      assertThat(summary.findings().totals().equal()).isEqualTo(WRITTEN + 100);
      assertThat(summary.findings().totals().quarantined()).isEqualTo(LOST);
      assertThat(summary.findings().totals().missing()).isZero();
    }
  }

  private static List<String> quarantined(MigratedRun run) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      Path file = run.folder().quarantine(0, part);
      if (Files.exists(file)) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static void loseLog(Path database, String collection) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        PreparedStatement lose =
            connection.prepareStatement("DELETE FROM embeddings_queue WHERE topic LIKE ?")) {
      lose.setString(1, "%" + collection);
      assertThat(lose.executeUpdate()).as("records in the log").isGreaterThanOrEqualTo(LOST);
    }
  }
}
