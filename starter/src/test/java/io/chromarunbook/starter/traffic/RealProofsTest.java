package io.chromarunbook.starter.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.ChromaServers;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.DistanceFunction;
import io.chromarunbook.activities.chroma.IndexSettings;
import io.chromarunbook.activities.chroma.NewCollection;
import io.chromarunbook.activities.chroma.ServerAddress;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.traffic.TrafficActivitiesImpl;
import io.chromarunbook.starter.offline.SqliteTriggers;
import io.chromarunbook.starter.stack.ChromaRelease;
import io.chromarunbook.starter.stack.LocalStack;
import io.chromarunbook.starter.stack.ServerEntry;
import io.chromarunbook.starter.stack.StackListener;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Proves frozen, thawed and serving at real servers, a legacy and a current one. */
@Timeout(300)
class RealProofsTest {

  @TempDir private Path home;
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private LocalStack stack;

  @BeforeEach
  void use_no_server_of_the_environment() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(name -> name.startsWith("RUNBOOK_DEMO_"));
    stack = LocalStack.in(home, StackListener.silent(), variables);
  }

  @AfterEach
  void stop_the_servers() {
    environment.close();
    stack.stop();
  }

  @Test
  void proofs_say_what_the_servers_really_do() throws Exception {
    ServerEntry source = stack.chroma("old", ChromaRelease.V0_5);
    ServerEntry target = stack.chroma("new", ChromaRelease.V1_5);
    Plan plan =
        Json.MAPPER.readValue(
            """
            {"migration": "articles", "source": {"url": "%s"}, "target": {"url": "%s"},
             "people": {"operations-lead": ["ann"], "dba": ["bo"], "security": ["cy"]}}
            """
                .formatted(source.url(), target.url()),
            Plan.class);
    RunReference run = new RunReference("articles", "first-run", Json.digest(plan));
    Runs runs = new Runs(new RunbookHome(home), new Secrets(name -> null), ChromaServers::connect);
    try (ChromaServer old = ChromaServers.connect(ServerAddress.at(source.url()));
        ChromaServer current = ChromaServers.connect(ServerAddress.at(target.url()))) {
      InventoryCollection collection =
          new InventoryCollection(fill(old), "articles", 1, Map.of(), 10);
      fill(current);
      DurableFile.writeJson(
          runs.create(run, plan).frozenInventory(),
          new Inventory(Instant.now(), old.version(), List.of(collection)));
      environment.registerActivitiesImplementations(new TrafficActivitiesImpl(runs));
      TrafficActivities traffic = environment.newActivityStub(TrafficActivities.class);
      SqliteTriggers triggers =
          new SqliteTriggers(Path.of(source.dataDirectory(), "chroma.sqlite3"));

      assertState(traffic.proveFrozen(run), State.NEEDS_CONFIRMATION);
      triggers.install();
      assertState(traffic.proveFrozen(run), State.DONE);
      assertState(traffic.proveThawed(run), State.FAILED);
      triggers.remove();
      assertState(traffic.proveThawed(run), State.DONE);

      assertState(traffic.proveTarget(run), State.DONE);
      assertThat(current.collections()).extracting(CollectionInfo::name).containsOnly("articles");
    }
  }

  private static void assertState(ActionResult result, State state) {
    assertThat(result.state()).as(result.message()).isEqualTo(state);
  }

  private static CollectionInfo fill(ChromaServer server) {
    CollectionInfo collection =
        server.create(
            new NewCollection("articles", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
    server.upsert(
        collection, List.of(new ChromaRecord("first", "one", null, Map.of(), new float[] {1, 0})));
    return collection;
  }
}
