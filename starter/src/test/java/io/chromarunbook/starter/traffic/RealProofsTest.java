package io.chromarunbook.starter.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.inventory.HealthActivitiesImpl;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.traffic.TrafficActivitiesImpl;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.directory.SqliteTriggers;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ActionResult.State;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.HealthActivities;
import io.chromarunbook.workflows.steps.HealthReport;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Proves frozen, thawed and serving at real servers. */
@Tag("servers")
@Timeout(300)
class RealProofsTest {

  private static final String AUTHORIZATION = "Bearer any-token";

  /** Roles of a 0.6 server: one may read only. */
  private static final String ROLES =
      """
      roles_mapping:
        reader:
          actions: ["db:list_collections", "db:count_collections", "collection:get_collection",
            "collection:get", "collection:query", "collection:count", "tenant:get_tenant",
            "db:get_database"]
        writer:
          actions: ["db:list_collections", "db:count_collections", "collection:get_collection",
            "collection:get", "collection:query", "collection:count", "tenant:get_tenant",
            "db:get_database", "db:create_collection", "collection:upsert", "collection:update"]
      users:
        - {id: runbook, role: %s, tenant: "*", databases: ["*"], tokens: ["any-token"]}
      """;

  @TempDir private Path home;
  private final TestActivityEnvironment environment =
      TestActivityEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(RunbookDataConverter.create())
                      .build())
              .build());
  private final Map<String, String> variables = new HashMap<>(System.getenv());
  private LocalStack stack;
  private HealthActivities health;
  private TrafficActivities traffic;

  @BeforeEach
  void use_no_server_of_the_environment() {
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
    try (WritableServer old = ChromaServers.toWrite(ServerAddress.at(source.url()));
        WritableServer current = ChromaServers.toWrite(ServerAddress.at(target.url()))) {
      CollectionInfo collection = fill(old);
      fill(current);
      RunReference run = open(plan(source, target, ""), old, collection);
      FreezeProof before = health.health(run).writes();
      SqliteTriggers triggers =
          new SqliteTriggers(Path.of(source.dataDirectory(), "chroma.sqlite3"));

      assertProof(before, FreezeProof.State.ACCEPTED);
      assertProof(traffic.proveFrozen(run, before), FreezeProof.State.ACCEPTED);
      triggers.install();
      assertProof(traffic.proveFrozen(run, before), FreezeProof.State.REFUSED);
      assertProof(traffic.lookAtFreeze(run, before), FreezeProof.State.REFUSED);
      assertState(traffic.proveThawed(run), State.FAILED);
      // As somebody might at the gate.
      triggers.remove();
      assertProof(traffic.lookAtFreeze(run, before), FreezeProof.State.ACCEPTED);
      assertProof(traffic.proveFrozen(run, before), FreezeProof.State.ACCEPTED);
      assertState(traffic.proveThawed(run), State.DONE);

      assertState(traffic.proveTarget(run), State.DONE);
      assertThat(current.collections()).extracting(CollectionInfo::name).containsOnly("articles");
    }
  }

  @Test
  void a_source_that_was_frozen_before_the_run_is_named_and_never_proven() throws Exception {
    ServerEntry source = stack.chroma("old", ChromaRelease.V0_5);
    ServerEntry target = stack.chroma("new", ChromaRelease.V1_5);
    try (WritableServer old = ChromaServers.toWrite(ServerAddress.at(source.url()))) {
      RunReference run = open(plan(source, target, ""), old, fill(old));
      new SqliteTriggers(Path.of(source.dataDirectory(), "chroma.sqlite3")).install();

      HealthReport report = health.health(run);

      assertProof(report.writes(), FreezeProof.State.REFUSED);
      assertThat(report.findings())
          .anySatisfy(
              finding ->
                  assertThat(finding.message())
                      .contains(source.url(), "although nothing is frozen yet"));
      assertProof(traffic.proveFrozen(run, report.writes()), FreezeProof.State.UNCLEAR);
    }
  }

  @Test
  void a_server_that_hangs_is_silent_within_eight_seconds() throws Exception {
    ServerEntry source = stack.chroma("old", ChromaRelease.V0_5);
    ServerEntry target = stack.chroma("new", ChromaRelease.V1_5);
    try (WritableServer old = ChromaServers.toWrite(ServerAddress.at(source.url()))) {
      RunReference run = open(plan(source, target, ""), old, fill(old));
      FreezeProof before = health.health(run).writes();

      signal("STOP", source);
      Instant begun = Instant.now();
      FreezeProof look = traffic.lookAtFreeze(run, before);
      Duration took = Duration.between(begun, Instant.now());
      signal("CONT", source);

      assertProof(look, FreezeProof.State.SILENT);
      assertThat(took).isLessThan(Duration.ofSeconds(9));
    }
  }

  @Test
  void a_reader_s_token_can_never_show_a_freeze_or_a_thaw() throws Exception {
    serverWithRole("writer");
    ServerEntry source = stack.chroma("old", ChromaRelease.V0_6);
    ServerEntry target = stack.chroma("new", ChromaRelease.V1_5);
    CollectionInfo collection;
    try (WritableServer old = authorized(source)) {
      collection = fill(old);
    }
    stack.stop("old");
    serverWithRole("reader");
    source = stack.chroma("old", ChromaRelease.V0_6);
    try (WritableServer old = authorized(source)) {
      RunReference run = open(plan(source, target, HEADERS), old, collection);

      HealthReport report = health.health(run);

      assertProof(report.writes(), FreezeProof.State.UNCLEAR);
      assertThat(report.findings())
          .anySatisfy(
              finding ->
                  assertThat(finding.message())
                      .contains("cannot be proven with these credentials", "403"));
      assertProof(traffic.proveFrozen(run, report.writes()), FreezeProof.State.UNCLEAR);
      assertState(traffic.proveThawed(run), State.NEEDS_CONFIRMATION);
    }
  }

  @Test
  void a_freeze_by_roles_is_proven_where_the_same_token_could_write_before() throws Exception {
    serverWithRole("writer");
    ServerEntry source = stack.chroma("old", ChromaRelease.V0_6);
    ServerEntry target = stack.chroma("new", ChromaRelease.V1_5);
    RunReference run;
    FreezeProof before;
    try (WritableServer old = authorized(source)) {
      run = open(plan(source, target, HEADERS), old, fill(old));
      before = health.health(run).writes();
      assertProof(before, FreezeProof.State.ACCEPTED);
    }

    stack.stop("old");
    serverWithRole("reader");
    assertThat(stack.chroma("old", ChromaRelease.V0_6).url()).isEqualTo(source.url());

    assertProof(traffic.proveFrozen(run, before), FreezeProof.State.REFUSED);
    assertState(traffic.proveThawed(run), State.FAILED);

    stack.stop("old");
    serverWithRole("writer");
    var ignored = stack.chroma("old", ChromaRelease.V0_6);
    assertState(traffic.proveThawed(run), State.DONE);
  }

  private static final String HEADERS =
      ", \"headers\": {\"Authorization\": {\"env\": \"SOURCE_AUTH\"}}";

  /** Servers started from now on know one token, of somebody with this role. */
  private void serverWithRole(String role) throws IOException {
    Path roles = Files.writeString(home.resolve("roles-" + role + ".yaml"), ROLES.formatted(role));
    Map<String, String> roled = new HashMap<>(variables);
    roled.put(
        "CHROMA_SERVER_AUTHN_PROVIDER",
        "chromadb.auth.token_authn.TokenAuthenticationServerProvider");
    roled.put("CHROMA_SERVER_AUTHN_CREDENTIALS_FILE", roles.toString());
    roled.put(
        "CHROMA_SERVER_AUTHZ_PROVIDER",
        "chromadb.auth.simple_rbac_authz.SimpleRBACAuthorizationProvider");
    roled.put("CHROMA_SERVER_AUTHZ_CONFIG_FILE", roles.toString());
    stack = LocalStack.in(home, StackListener.silent(), roled);
  }

  private static WritableServer authorized(ServerEntry server) {
    return ChromaServers.toWrite(
        new ServerAddress(
            URI.create(server.url()),
            ServerAddress.DEFAULT_TENANT,
            ServerAddress.DEFAULT_DATABASE,
            Map.of("Authorization", AUTHORIZATION)));
  }

  private static Plan plan(ServerEntry source, ServerEntry target, String sourceProperties)
      throws IOException {
    return Json.MAPPER.readValue(
        """
        {"migration": "articles", "source": {"url": "%s"%s}, "target": {"url": "%s"},
         "people": {"operations-lead": ["ann"], "dba": ["bo"], "security": ["cy"]}}
        """
            .formatted(source.url(), sourceProperties, target.url()),
        Plan.class);
  }

  private RunReference open(Plan plan, WritableServer source, CollectionInfo collection) {
    RunReference run = new RunReference("articles", "first-run", Json.digest(plan));
    Runs runs =
        new Runs(
            new RunbookHome(home),
            new Secrets(Map.of("SOURCE_AUTH", AUTHORIZATION)::get),
            ChromaServers::toWrite);
    DurableFile.writeJson(
        runs.create(run, plan).frozenInventory(),
        new Inventory(
            Instant.now(),
            source.version(),
            List.of(new InventoryCollection(collection, "articles", 1, Map.of(), 10))));
    environment.registerActivitiesImplementations(
        new TrafficActivitiesImpl(runs), new HealthActivitiesImpl(runs));
    health = environment.newActivityStub(HealthActivities.class);
    traffic = environment.newActivityStub(TrafficActivities.class);
    return run;
  }

  private static void signal(String signal, ServerEntry server) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, String.valueOf(server.process().pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static void assertProof(FreezeProof proof, FreezeProof.State state) {
    assertThat(proof.state()).as(proof.message()).isEqualTo(state);
  }

  private static void assertState(ActionResult result, State state) {
    assertThat(result.state()).as(result.message()).isEqualTo(state);
  }

  private static CollectionInfo fill(WritableServer server) {
    CollectionInfo collection =
        server.create(
            new NewCollection("articles", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
    server.upsert(
        collection, List.of(new ChromaRecord("first", "one", null, Map.of(), new float[] {1, 0})));
    return collection;
  }
}
