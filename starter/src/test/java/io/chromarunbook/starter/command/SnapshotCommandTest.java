package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.snapshot.SnapshotActivitiesImpl;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.SnapshotActivities;
import io.chromarunbook.workflows.steps.SnapshotSummary;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Recovery files taken of a real 0.5 server, and put back on real servers of both generations. */
@Tag("servers")
@ExtendWith(MigrationStage.Extension.class)
@Timeout(180)
class SnapshotCommandTest {

  private static final String ODD = "odd-values";

  @TempDir private Path home;
  private final MigrationStage stage;
  private TestMigration migration;

  SnapshotCommandTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void newDatabases() {
    migration = new TestMigration(stage);
  }

  @Test
  void what_was_taken_comes_back_on_servers_of_both_generations() {
    migration.seed(300);
    oddValues();
    SnapshotSummary taken = snapshot();
    TestMigration other = new TestMigration(stage);

    Typed toLegacy = restore(taken, stage.sourceUrl(), other);
    Typed toCurrent = restore(taken, stage.targetUrl(), other);

    for (Typed restored : List.of(toLegacy, toCurrent)) {
      assertThat(restored.exitCode()).as("%s", restored).isZero();
      assertThat(restored.json().path("records").asInt()).isEqualTo(303);
      assertThat(restored.json().path("written").asInt()).isEqualTo(303);
    }
    try (WritableServer source = stage.source(migration.database());
        WritableServer legacy = stage.source(other.database());
        WritableServer current = stage.target(other.database())) {
      assertSame(source, legacy);
      assertSame(source, current);
      IndexSettings kept = current.collection(ODD).orElseThrow().index();
      assertThat(kept.constructionEf()).contains(150);
      assertThat(kept.maxNeighbours()).contains(24);
    }
    restore(taken, stage.targetUrl(), other)
        .fails(ExitCode.REFUSED, "already has the collection", "empty database");
  }

  @Test
  void a_restore_killed_with_minus_nine_goes_on_where_it_was() throws Exception {
    migration.seed(3_000);
    SnapshotSummary taken = snapshot();
    TestMigration other = new TestMigration(stage);
    Path said = home.resolve("said");
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.chromarunbook.starter.Runbook",
                "snapshot",
                "restore",
                taken.directory(),
                "--to",
                stage.targetUrl(),
                "--database",
                other.database())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> Files.readString(said).contains(" restored") || !killed.isAlive());
      assertThat(killed.isAlive()).as(Files.readString(said)).isTrue();
    } finally {
      killed.destroyForcibly();
    }
    assertThat(killed.waitFor()).isNotZero();

    Typed again = restore(taken, stage.targetUrl(), other);

    assertThat(again.exitCode()).as("%s", again).isZero();
    assertThat(again.json().path("records").asInt()).isEqualTo(3_000);
    assertThat(again.json().path("written").asInt()).isPositive().isLessThan(3_000);
    try (WritableServer source = stage.source(migration.database());
        WritableServer current = stage.target(other.database())) {
      assertSame(source, current);
    }
  }

  @Test
  void damage_is_named_with_its_records_and_nothing_of_it_is_restored() throws IOException {
    migration.seed(60);
    SnapshotSummary taken = snapshot();
    Path directory = Path.of(taken.directory());
    Typed sound = type("snapshot", "verify", taken.directory(), "--digest", taken.digest());
    assertThat(sound.exitCode()).as("%s", sound).isZero();
    assertThat(sound.out()).contains("60 records in 6 parts of 6 collections", taken.digest());
    type("snapshot", "verify", taken.directory(), "--digest", "12").fails(ExitCode.USAGE, "digits");
    Typed another =
        type("snapshot", "verify", taken.directory(), "--digest", "0".repeat(12), "--json");
    assertThat(another.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(another.json().path("damages").path(0).path("what").asText())
        .contains("is another one");

    Path part = directory.resolve("collections/00002/part-00001.jsonl.zst");
    byte[] content = Files.readAllBytes(part);
    content[content.length / 2] ^= 4;
    Files.write(part, content);

    Typed damaged = type("snapshot", "verify", taken.directory(), "--json");
    assertThat(damaged.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(damaged.json().path("sound").asBoolean(true)).isFalse();
    JsonNode damage = damaged.json().path("damages").path(0);
    assertThat(damage.path("file").asText()).isEqualTo("collections/00002/part-00001.jsonl.zst");
    assertThat(damage.path("firstRecord").asInt()).isEqualTo(1);
    assertThat(damage.path("firstId").asText()).isNotEmpty();
    assertThat(type("snapshot", "verify", taken.directory()).err()).contains("in doubt: records 1");
    Typed refused =
        type(
            "snapshot",
            "restore",
            taken.directory(),
            "--to",
            stage.targetUrl(),
            "--database",
            migration.database());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(refused.err()).contains("Nothing was written");
    try (WritableServer target = stage.target(migration.database())) {
      assertThat(target.collections()).isEmpty();
    }
  }

  @Test
  void the_snapshots_of_a_home_are_listed_and_one_of_a_run_that_goes_on_is_kept() {
    assertThat(type("snapshot", "list").out()).contains("There is no snapshot");
    migration.seed(60);
    SnapshotSummary taken = snapshot();

    JsonNode listed = type("snapshot", "list", "--json").json().path("snapshots").path(0);
    assertThat(listed.path("migration").asText()).isEqualTo(migration.id());
    assertThat(listed.path("state").asText()).isEqualTo("COMPLETE");
    assertThat(listed.path("digest").asText()).isEqualTo(taken.digest());
    assertThat(listed.path("records").asInt()).isEqualTo(60);
    assertThat(type("snapshot", "list").out()).contains(taken.directory(), "the run has not ended");
    Typed pruned = type("snapshot", "prune", "--yes");
    assertThat(pruned.exitCode()).isZero();
    assertThat(pruned.out()).contains("keep", "to be kept until", "Removed 0 of 1");
    assertThat(Path.of(taken.directory())).exists();
  }

  @Test
  void wrong_usage_is_one_sentence() {
    type("snapshot", "verify", home.resolve("nowhere").toString())
        .fails(ExitCode.USAGE, "is not a directory", "./runbook snapshot list");
    migration.seed(6);
    SnapshotSummary taken = snapshot();
    type("snapshot", "restore", taken.directory(), "--to", "somewhere")
        .fails(ExitCode.USAGE, "somewhere");
    type("snapshot", "restore", taken.directory(), "--to", "http://127.0.0.1:9")
        .fails(ExitCode.UNREACHABLE, "127.0.0.1:9");
    type(
            "snapshot",
            "restore",
            taken.directory(),
            "--to",
            stage.targetUrl(),
            "--database",
            "no-such-database")
        .fails(ExitCode.USAGE, "no-such-database", "--database");
    type(
            "snapshot",
            "restore",
            taken.directory(),
            "--to",
            stage.targetUrl(),
            "--header",
            "Authorization=secret")
        .fails(ExitCode.USAGE, "--header takes no values", "env:");
  }

  private void oddValues() {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("hnsw:space", "cosine");
    metadata.put("hnsw:construction_ef", 150L);
    metadata.put("hnsw:M", 24L);
    metadata.put("topic", "odd");
    try (WritableServer source = stage.source(migration.database())) {
      CollectionInfo odd =
          source.create(
              new NewCollection(
                  ODD,
                  metadata,
                  DistanceFunction.COSINE,
                  new IndexSettings(Optional.of(150), Optional.empty(), Optional.of(24))));
      source.upsert(
          odd,
          List.of(
              new ChromaRecord("plain", "", null, Map.of("one", 1L), new float[] {3, 4}),
              new ChromaRecord(
                  "new\nline", "e\u0301", null, Map.of("one", 1.0), new float[] {-0.5f, 0.1f}),
              new ChromaRecord("bare", null, null, Map.of(), new float[] {5, 12})));
    }
  }

  /** Takes a snapshot of the source as Step 2 does, without Temporal. */
  private SnapshotSummary snapshot() {
    Plan plan = PlanReader.read(migration.plan());
    Runs runs = new Runs(new RunbookHome(home), new Secrets(name -> null), ChromaServers::toWrite);
    RunReference run = new RunReference(migration.id(), "first-run", Json.digest(plan));
    assertThat(runs.create(run, plan).path()).startsWith(home);
    TestActivityEnvironment environment =
        TestActivityEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(RunbookDataConverter.create())
                        .build())
                .build());
    try {
      environment.registerActivitiesImplementations(
          new InventoryActivitiesImpl(runs), new SnapshotActivitiesImpl(runs));
      InventoryActivities inventory = environment.newActivityStub(InventoryActivities.class);
      assertThat(inventory.takeInventory(run).records()).isPositive();
      assertThat(inventory.takeFrozenInventory(run).records()).isPositive();
      SnapshotActivities snapshots = environment.newActivityStub(SnapshotActivities.class);
      assertThat(snapshots.exportRecords(run, Position.START).next()).isEmpty();
      return snapshots.seal(run);
    } finally {
      environment.close();
    }
  }

  private Typed restore(SnapshotSummary taken, String url, TestMigration to) {
    return type(
        "snapshot",
        "restore",
        taken.directory(),
        "--to",
        url,
        "--database",
        to.database(),
        "--json");
  }

  private Typed type(String... arguments) {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", home.toString());
    return Typed.in(environment, arguments);
  }

  private static void assertSame(WritableServer one, WritableServer other) {
    assertThat(names(other)).isEqualTo(names(one));
    for (CollectionInfo collection : one.collections()) {
      CollectionInfo there = other.collection(collection.name()).orElseThrow();
      assertThat(there.distance()).isEqualTo(collection.distance());
      assertThat(there.metadata()).isEqualTo(collection.metadata());
      Map<String, ChromaRecord> records = contents(one, collection);
      Map<String, ChromaRecord> copies = contents(other, there);
      assertThat(copies.keySet()).isEqualTo(records.keySet());
      records.forEach((id, record) -> assertSame(record, copies.get(id)));
    }
  }

  private static void assertSame(ChromaRecord record, ChromaRecord copy) {
    assertThat(copy.document()).isEqualTo(record.document());
    assertThat(copy.metadata().keySet()).isEqualTo(record.metadata().keySet());
    record
        .metadata()
        .forEach(
            (key, value) -> {
              if (value instanceof Double number) {
                assertThat((Double) copy.metadata().get(key))
                    .isCloseTo(number, Offset.offset(Math.ulp(number) * 2));
              } else {
                assertThat(copy.metadata().get(key)).isEqualTo(value);
              }
            });
    assertThat(copy.embedding()).hasSameSizeAs(record.embedding());
    for (int index = 0; index < record.embedding().length; index++) {
      assertThat(copy.embedding()[index])
          .isCloseTo(record.embedding()[index], Offset.offset(1e-5f));
    }
  }

  private static List<String> names(WritableServer server) {
    return server.collections().stream().map(CollectionInfo::name).sorted().toList();
  }

  private static Map<String, ChromaRecord> contents(WritableServer server, CollectionInfo from) {
    List<String> ids = new ArrayList<>();
    server.ids(from, ids::add);
    Map<String, ChromaRecord> records = new TreeMap<>();
    for (int first = 0; first < ids.size(); first += 300) {
      server.records(
          from,
          ids.subList(first, Math.min(ids.size(), first + 300)),
          record -> records.put(record.id(), record));
    }
    return records;
  }
}
