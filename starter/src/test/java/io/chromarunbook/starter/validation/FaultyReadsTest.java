package io.chromarunbook.starter.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.starter.migration.UnreliableProxy;
import io.chromarunbook.starter.migration.UnreliableProxy.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real servers behind gateways that break every few reads of any kind, among them the first:
 * inventory, snapshot, import and Step 4 each go through at the first attempt, because here an
 * activity that fails has no other.
 */
@Tag("faults")
@Timeout(180)
@ExtendWith(RealServers.Extension.class)
class FaultyReadsTest {

  private static final int RECORDS = 300;
  private static final List<Fault> FAULTS =
      List.of(Fault.BROKEN, Fault.UNAVAILABLE, Fault.ANSWER_LOST, Fault.FAILED, Fault.ANSWER_CUT);

  @TempDir private Path home;
  private final RealServers servers;

  FaultyReadsTest(RealServers servers) {
    this.servers = servers;
  }

  @Test
  void no_step_begins_anew_because_a_read_went_wrong() throws IOException {
    String name = "faulty-" + UUID.randomUUID().toString().substring(0, 8);
    ServerAddress from = servers.newDatabase(RealServer.CHROMA_0_5, name);
    ServerAddress to = servers.newDatabase(RealServer.CHROMA_1_5, name);
    try (WritableServer server = ChromaServers.toWrite(from)) {
      for (String collection : List.of("notes", "pictures")) {
        MigratedRun.fill(
            server,
            Samples.collection(collection, DistanceFunction.L2),
            Samples.records(collection, RECORDS, 4));
      }
    }
    try (UnreliableProxy source = new UnreliableProxy(from.url().toString());
        UnreliableProxy target = new UnreliableProxy(to.url().toString())) {
      source.breakReads(7, FAULTS);
      target.breakReads(7, FAULTS);
      String plan =
          """
          migration: kb
          source: {url: "%s", database: %s}
          target: {url: "%s", database: %s}
          people: {operations-lead: [ann], dba: [bo], security: [cy]}
          import: {partSize: 100}
          validation: {queries: 5}
          """
              .formatted(source.url(), name, target.url(), name);
      try (MigratedRun run = new MigratedRun(home, plan).migrate()) {
        assertThat(run.validate().findings().totals().equal()).isEqualTo(2 * RECORDS);
      }

      assertThat(source.faultsMet()).isGreaterThan(FAULTS.size());
      assertThat(target.faultsMet()).isGreaterThan(FAULTS.size());
    }
  }
}
