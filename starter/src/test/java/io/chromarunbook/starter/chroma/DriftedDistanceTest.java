package io.chromarunbook.starter.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.distance.IndexDistance;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.Neighbour;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.chroma.releases.ReleasesReport;
import io.chromarunbook.chroma.releases.ReleasesUnderTest;
import io.chromarunbook.starter.validation.MigratedRun;
import io.chromarunbook.workflows.evidence.CheckResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an index measures by migrates, whatever the collection's metadata say of it by now. */
@Tag("servers")
@Timeout(120)
@Tag("every-release")
@ExtendWith({RealServers.Extension.class, ReleasesReport.class})
@ParameterizedClass
@ArgumentsSource(ReleasesUnderTest.class)
class DriftedDistanceTest {

  private static final int DIMENSION = 16;
  private static final int RECORDS = 120;

  @Parameter RealServer release;
  @TempDir private Path home;
  private final RealServers servers;
  private final String name = "drift-" + UUID.randomUUID().toString().substring(0, 8);

  DriftedDistanceTest(RealServers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_space_that_metadata_lost_is_measured_and_migrates(boolean unitVectors) {
    try (WritableServer source = ChromaServers.toWrite(servers.addressOf(release))) {
      CollectionInfo made = filled(source, DistanceFunction.COSINE, unitVectors);
      source.replaceMetadata(made, Map.of("owner", "search team"));

      String said = release.tellsIndexSettings() ? null : "l2";
      migrates(source, DistanceFunction.COSINE, unitVectors, said);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_space_that_metadata_only_claims_is_measured_and_does_not_migrate(boolean unitVectors) {
    try (WritableServer source = ChromaServers.toWrite(servers.addressOf(release))) {
      CollectionInfo made = filled(source, DistanceFunction.L2, unitVectors);
      source.replaceMetadata(made, Map.of("hnsw:space", "cosine"));

      migrates(source, DistanceFunction.L2, unitVectors, "cosine");
    }
  }

  @ParameterizedTest
  @EnumSource(DistanceFunction.class)
  void what_metadata_say_rightly_is_measured_too(DistanceFunction function) {
    try (WritableServer source = ChromaServers.toWrite(servers.addressOf(release))) {
      CollectionInfo made = filled(source, function, true);

      assertThat(IndexDistance.of(source, made, records(true)))
          .isEqualTo(new IndexDistance.Measured(function));
      source.drop(made);
    }
  }

  @Test
  void an_empty_collection_is_not_measured() {
    try (WritableServer source = ChromaServers.toWrite(servers.addressOf(release))) {
      CollectionInfo made =
          source.create(
              new NewCollection(name, Map.of(), DistanceFunction.IP, IndexSettings.DEFAULTS));

      assertThat(IndexDistance.of(source, made, List.of())).isEqualTo(new IndexDistance.Nothing());
      source.drop(made);
    }
  }

  private void migrates(
      WritableServer source, DistanceFunction truth, boolean unitVectors, String said) {
    ServerAddress target = servers.newDatabase(RealServer.CHROMA_1_5, name + "-target");
    String plan =
        """
        migration: kb
        source: {url: "%s"}
        target: {url: "%s", database: %s}
        people: {operations-lead: [ann], dba: [bo], security: [cy]}
        collections: {include: [%s]}
        """
            .formatted(servers.addressOf(release).url(), target.url(), target.database(), name);
    try (MigratedRun run = new MigratedRun(home, plan).migrate();
        WritableServer at = ChromaServers.toWrite(target)) {
      assertThat(Inventory.read(run.folder().inventory()).collections().get(0).info().distance())
          .isEqualTo(truth);
      assertThat(Snapshot.open(run.folder().snapshot()).collection(0))
          .returns(truth.chromaName(), StoredCollection::distance)
          .returns(said, StoredCollection::declaredDistance);
      CollectionInfo migrated = here(at);
      assertThat(IndexDistance.of(at, migrated, records(unitVectors)))
          .isEqualTo(new IndexDistance.Measured(truth));
      assertThat(distances(at, migrated)).isEqualTo(distances(source, here(source)));
      assertThat(run.validate().checks())
          .filteredOn(check -> check.id().equals("search.same-distance"))
          .extracting(CheckResult::result)
          .containsExactly(CheckResult.Result.PASS);
      source.drop(here(source));
    }
  }

  private CollectionInfo here(WritableServer source) {
    return source.collection(name).orElseThrow();
  }

  private List<Long> distances(WritableServer server, CollectionInfo info) {
    return server.query(info, List.of(records(false).get(0).embedding()), 5).get(0).stream()
        .map(Neighbour::distance)
        .map(distance -> Math.round(distance * 1_000))
        .toList();
  }

  private CollectionInfo filled(WritableServer source, DistanceFunction function, boolean unit) {
    CollectionInfo made =
        source.create(new NewCollection(name, Map.of(), function, IndexSettings.DEFAULTS));
    source.upsert(made, records(unit));
    return here(source);
  }

  private static List<ChromaRecord> records(boolean unit) {
    Random random = new Random(1);
    List<ChromaRecord> records = new ArrayList<>();
    for (int number = 0; number < RECORDS; number++) {
      float[] vector = new float[DIMENSION];
      double squares = 0;
      for (int index = 0; index < DIMENSION; index++) {
        vector[index] = (float) (random.nextGaussian() * (1 + number % 9));
        squares += vector[index] * vector[index];
      }
      if (unit) {
        for (int index = 0; index < DIMENSION; index++) {
          vector[index] /= (float) Math.sqrt(squares);
        }
      }
      records.add(
          new ChromaRecord(
              "n" + number, "note " + number, null, Map.of("number", (long) number), vector));
    }
    return records;
  }
}
