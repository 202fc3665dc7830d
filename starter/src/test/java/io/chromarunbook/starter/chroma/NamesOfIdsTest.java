package io.chromarunbook.starter.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.chroma.releases.ReleasesReport;
import io.chromarunbook.chroma.releases.ReleasesUnderTest;
import io.chromarunbook.workflows.SafeName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Every release takes the names of scratch collections, whatever the id of the run is. */
@Tag("servers")
@Timeout(60)
@Tag("every-release")
@ExtendWith({RealServers.Extension.class, ReleasesReport.class})
@ParameterizedClass
@ArgumentsSource(ReleasesUnderTest.class)
final class NamesOfIdsTest {

  private static final List<String> IDS =
      List.of(
          "kb",
          "kb/dry-run/1",
          "",
          "..",
          "a..b",
          "../../etc/passwd",
          "127.0.0.1",
          "kb\n\u001b[2J",
          "'; DROP TABLE collections; --",
          "名前 😀",
          "x".repeat(1_000));

  @Parameter RealServer release;

  @Test
  void names_made_of_hostile_ids_are_taken_and_given_back(RealServers servers) {
    try (WritableServer server = ChromaServers.toWrite(servers.addressOf(release))) {
      for (String id : IDS) {
        for (String kind : List.of("runbook-scratch", "runbook-rehearsal")) {
          String name = SafeName.of(kind, id).and("0123abcd");
          CollectionInfo made =
              server.create(
                  new NewCollection(
                      name, Map.of("id", "x"), DistanceFunction.L2, IndexSettings.DEFAULTS));

          assertThat(server.collection(name)).map(CollectionInfo::id).contains(made.id());
          server.drop(made);
        }
      }
    }
  }
}
