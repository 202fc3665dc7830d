package io.chromarunbook.activities.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker that died over a scratch collection left goes with whoever comes next. */
@Tag("servers")
@Tag("faults")
@Timeout(300)
@ExtendWith(RealServers.Extension.class)
class DeadWorkerTest {

  /** An application's own, which lacks the mark. */
  private static final String LOOKS_ALIKE = "runbook-scratch-of-the-team";

  @TempDir Path home;

  private ServerAddress from;
  private ServerAddress to;
  private WritableServer target;

  @BeforeEach
  void fill(RealServers servers) {
    String database = "dead" + Instant.now().toEpochMilli();
    from = servers.newDatabase(RealServer.CHROMA_0_5, database);
    to = servers.newDatabase(RealServer.CHROMA_1_5, database);
    target = ChromaServers.toWrite(to);
    try (WritableServer source = ChromaServers.toWrite(from)) {
      fill(source, "docs");
    }
    fill(target, "docs");
    fill(target, LOOKS_ALIKE);
  }

  private static void fill(WritableServer server, String name) {
    CollectionInfo made =
        server.create(
            new NewCollection(name, Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
    server.upsert(
        made, List.of(new ChromaRecord("a", "text", null, Map.of("n", 1L), new float[] {1f, 2f})));
  }

  @AfterEach
  void close() {
    target.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dry-run", "write probe"})
  void a_worker_that_is_killed_leaves_one_which_the_next_run_removes_once_this_one_is_aborted(
      String work) throws IOException, InterruptedException {
    assertThat(killedIn(work)).isEqualTo(DyingWorker.KILLED);
    assertThat(names()).hasSize(3).anyMatch(name -> name.startsWith("runbook-scratch-kb-"));

    meetTarget("next");
    assertThat(names()).as("the run may go on with another worker").hasSize(3);

    DurableFile.writeJson(
        new RunbookHome(home).run("kb").end(),
        new RunEnd(RunState.STOPPED, Instant.now(), "NO-GO", "ann stopped it"));
    meetTarget("later");

    assertThat(names()).containsExactlyInAnyOrder("docs", LOOKS_ALIKE);
  }

  private int killedIn(String work) throws IOException, InterruptedException {
    Path plan = Files.writeString(home.resolve("plan.yaml"), yaml("kb"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            DyingWorker.class.getName(),
            home.toString(),
            plan.toString(),
            "first-run",
            work)
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("worker.log").toFile())
        .start()
        .waitFor();
  }

  /** The first look of another run at the target. */
  private void meetTarget(String migration) {
    Plan plan = PlanReader.read(yaml(migration));
    Runs runs = new Runs(new RunbookHome(home), new Secrets(name -> null), ChromaServers::toWrite);
    RunReference run = new RunReference(migration, "run-of-" + migration, Json.digest(plan));
    runs.create(run, plan);
    TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    try {
      environment.registerActivitiesImplementations(new InventoryActivitiesImpl(runs));
      InventoryActivities inventory = environment.newActivityStub(InventoryActivities.class);
      assertThat(inventory.takeInventory(run).collections()).isEqualTo(1);
      assertThat(inventory.capacity(run, null).findings()).isNotEmpty();
    } finally {
      environment.close();
    }
  }

  private String yaml(String migration) {
    return """
    migration: %s
    source: {url: "%s", database: %s}
    target: {url: "%s", database: %s}
    people: {operations-lead: [ann], dba: [bo], security: [cy]}
    """
        .formatted(migration, from.url(), from.database(), to.url(), to.database());
  }

  private Set<String> names() {
    return target.collections().stream().map(CollectionInfo::name).collect(Collectors.toSet());
  }
}
