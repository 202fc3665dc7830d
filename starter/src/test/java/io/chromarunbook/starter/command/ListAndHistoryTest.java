package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All migrations and what happened in one, by a real Temporal and without it; and questions. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(300)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class ListAndHistoryTest {

  private static final String QUICK =
      "timeline: {monitoring: PT2S, probeEvery: PT1S, hold: PT30S}\n";

  @TempDir private Path folder;
  private final MigrationStage stage;
  private TestMigration migration;
  private Path plan;

  ListAndHistoryTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void seeds() throws IOException {
    migration = new TestMigration(stage).seed(60);
    plan = folder.resolve("plan.yaml");
    Files.writeString(plan, migration.plan() + QUICK);
  }

  @AfterEach
  void leaves_no_migration_for_the_worker_of_another_test() {
    try {
      stage.client().newUntypedWorkflowStub(migration.id()).terminate("the test is over");
    } catch (WorkflowNotFoundException e) {
      // None was started, or it has ended.
    }
    stage.thaw();
  }

  @Test
  void an_open_run_is_listed_and_told_without_a_worker_and_by_its_files_without_temporal()
      throws Exception {
    assertThat(type("start", plan.toString(), "--by", "zoe").exitCode()).isZero();
    String digest;
    try (AutoCloseable worker = stage.worker()) {
      migration.approve(GateId.PRE_MIGRATION);
      MigrationStatus open = migration.until("6 open", status -> line(status, GateId.GO_NO_GO));
      digest = TestMigration.line(open, GateId.GO_NO_GO).evidenceDigest().substring(0, 12);
      type(
          "approve",
          migration.id(),
          "--gate",
          "go-no-go",
          "--role",
          "dba",
          "--by",
          "bo",
          "--evidence",
          digest);
    }

    described("list", type("list", "--json").json());
    JsonNode listed = listed(type("list", "--json").json());
    assertThat(listed.path("state").asText()).isEqualTo("WAITING");
    assertThat(listed.path("step").asText()).isEqualTo("6");
    assertThat(listed.path("awaiting").toString()).isEqualTo("[\"operations-lead\",\"security\"]");
    assertThat(listed.path("ours").asBoolean()).isTrue();
    assertThat(listed.path("source").asText()).isEqualTo("TEMPORAL");
    assertThat(type("list").out())
        .contains(migration.id(), "Next: ./runbook status " + migration.id());

    Typed told = type("history", migration.id());
    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(unwrapped(told.out()))
        .contains("zoe: started from " + plan)
        .contains("gate go-no-go asks on the evidence " + digest)
        .contains("bo: approve go-no-go as dba on the evidence " + digest + ": approved")
        .contains("freeze is done")
        .contains("step 4 validation took ")
        .contains("Next: ./runbook status " + migration.id());

    Typed without = Typed.in(withoutTemporal(), "list");
    assertThat(without.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(unwrapped(without.out()))
        .contains("Temporal does not answer", "so this is by the files in " + stage.home())
        .contains("Next: ./runbook history " + migration.id());
    described("list", Typed.in(withoutTemporal(), "list", "--json").json());
    JsonNode byFiles = listed(Typed.in(withoutTemporal(), "list", "--json").json());
    assertThat(byFiles.path("step").asText()).isEqualTo("6");
    assertThat(byFiles.path("state").isNull()).isTrue();
    assertThat(byFiles.path("asOf").asText()).isNotEmpty();

    Typed alone = Typed.in(withoutTemporal(), "history", migration.id());
    assertThat(alone.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(unwrapped(alone.out()))
        .contains("so this is by its files alone")
        .contains("gate go-no-go asks on the evidence " + digest)
        .contains("freeze is done");
    assertThat(alone.err()).contains("./runbook up");
  }

  @Test
  void a_person_is_told_what_an_abort_undoes_and_nothing_happens_without_a_yes() throws Exception {
    assertThat(type("start", plan.toString()).exitCode()).isZero();
    try (AutoCloseable worker = stage.worker()) {
      migration.approve(GateId.PRE_MIGRATION);
      migration.until("6 open", status -> line(status, GateId.GO_NO_GO));
      String[] abort = {"abort", migration.id(), "--by", "ann"};

      Typed no = Typed.byPerson("n\n", environment(), abort);
      assertThat(no.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(unwrapped(no.out()))
          .contains(migration.id() + " is WAITING at step 6")
          .contains("Its source refuses writes since")
          .contains("collections are at the target")
          .contains("Abort " + migration.id() + ", as ann? [y/N]")
          .contains("Nothing was sent.");
      assertThat(Typed.byPerson("", environment(), abort).exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(migration.status().state()).isEqualTo(RunState.WAITING);

      Typed yes = Typed.byPerson("y\n", environment(), abort);
      assertThat(yes.exitCode()).as("%s", yes).isZero();
      assertThat(migration.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    }

    assertThat(listed(type("list", "--json").json()).path("state").asText())
        .isEqualTo("ROLLED_BACK");
    Typed told = type("history", migration.id(), "--json");
    assertThat(told.json().path("history").findValuesAsText("kind"))
        .contains("STARTED", "STEP", "GATE", "ANSWER", "FREEZE", "ORDER", "ROLLBACK", "ENDED");
    described("history", told.json());
    described("history", Typed.in(withoutTemporal(), "history", migration.id(), "--json").json());
    // Its end is in its files, so nobody else would know more.
    Typed alone = Typed.in(withoutTemporal(), "history", migration.id());
    assertThat(alone.exitCode()).as("%s", alone).isZero();
    assertThat(unwrapped(alone.out())).contains("ROLLED_BACK, decision NO-GO: aborted by ann");
    Typed script = type("abort", migration.id(), "--by", "ann");
    script.fails(ExitCode.REFUSED, "has ended");
  }

  @Test
  void a_person_gives_up_records_at_the_target_only_by_their_number() throws Exception {
    assertThat(type("start", plan.toString()).exitCode()).isZero();
    try (AutoCloseable worker = stage.worker()) {
      migration.approve(GateId.PRE_MIGRATION).approve(GateId.GO_NO_GO);
      migration.until(RunState.COMPLETED);
      assertThat(type("list").out()).contains("not closed yet");
      writeAtTarget();
      String[] rollback = {"rollback", migration.id(), "--by", "di"};

      Typed no = Typed.byPerson("n\n", environment(), rollback);
      assertThat(no.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(unwrapped(no.out()))
          .contains("Applications use the target since")
          .contains("is counted before anything is undone")
          .contains("Roll back " + migration.id() + ", as di? [y/N]");
      Typed counted = Typed.byPerson("y\nn\n", environment(), rollback);
      assertThat(counted.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(unwrapped(counted.out()))
          .contains("since the switch 2 records were added at the target")
          .contains("Go back all the same, as di? [y/N]")
          .contains("Nothing was undone.");
      assertThat(migration.status().state()).isEqualTo(RunState.COMPLETED);
      Typed again = Typed.byPerson("n\n", environment(), rollback);
      assertThat(unwrapped(again.out())).contains("2 records would be left behind");
      // Of a person without the right the same objection is no question.
      Typed other =
          Typed.byPerson("y\ny\n", environment(), "rollback", migration.id(), "--by", "cy");
      assertThat(other.err()).contains("cy may not rollback");
      assertThat(Typed.byPerson("", environment(), "abort", migration.id(), "--by", "ann").err())
          .contains("order a rollback instead");
      type("rollback", migration.id(), "--by", "di").fails(ExitCode.REFUSED, "--accept-loss 2");

      Typed yes = Typed.byPerson("y\ny\n", environment(), rollback);
      assertThat(yes.exitCode()).as("%s", yes).isZero();
      assertThat(migration.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    }
    assertThat(unwrapped(type("history", migration.id()).out()))
        .contains("di: rollback, giving up records: 2")
        .contains("what is left behind at the target was written to");
  }

  @Test
  void what_nobody_knows_and_a_home_without_anything_are_answered_in_a_sentence()
      throws IOException {
    type("history", "nobody").fails(ExitCode.USAGE, "nobody", "./runbook list");
    type("history", "../..").fails(ExitCode.USAGE, "../..");
    Typed.in(withoutTemporal(), "history", "nobody")
        .fails(ExitCode.UNREACHABLE, "nobody", "cannot be asked");
    Map<String, String> empty = new HashMap<>(withoutTemporal());
    empty.put("RUNBOOK_HOME", folder.resolve("empty").toString());
    Typed none = Typed.in(empty, "list");
    assertThat(none.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(none.out()).contains("There is no migration in");
    assertThat(Typed.in(empty, "list", "--json").json().path("migrations")).isEmpty();
  }

  @Test
  void another_home_reads_a_run_of_this_one_by_temporal_alone_and_is_told_whose_it_is() {
    assertThat(type("start", plan.toString()).exitCode()).isZero();
    Map<String, String> other = new HashMap<>(environment());
    other.put("RUNBOOK_HOME", folder.resolve("other").toString());
    other.put("TEMPORAL_ADDRESS", address());

    assertThat(listed(Typed.in(other, "list", "--json").json()).path("ours").asBoolean(true))
        .isFalse();
    Typed told = Typed.in(other, "history", migration.id());
    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(unwrapped(told.out()))
        .contains("Its files are not in " + folder.resolve("other"))
        .contains("started from " + plan);
  }

  private void writeAtTarget() {
    try (WritableServer target = stage.target(migration.database())) {
      var info = target.collection("tutorial").orElseThrow();
      float[] embedding = new float[info.dimension().orElseThrow()];
      embedding[0] = 1;
      target.upsert(
          info,
          List.of(
              new ChromaRecord("new-1", "one", null, Map.of(), embedding),
              new ChromaRecord("new-2", "two", null, Map.of(), embedding)));
    }
  }

  private static boolean line(MigrationStatus status, GateId gate) {
    return TestMigration.line(status, gate).open();
  }

  /** What scripts read is what is promised to them. */
  private static void described(String schema, JsonNode document) throws IOException {
    Path promised = Path.of("..", "docs", "schema", schema + ".schema.json");
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(promised))
                .validate(document))
        .isEmpty();
  }

  private JsonNode listed(JsonNode document) {
    for (JsonNode one : document.path("migrations")) {
      if (one.path("id").asText().equals(migration.id())) {
        return one;
      }
    }
    throw new AssertionError(document.toString());
  }

  private static String unwrapped(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private Typed type(String... arguments) {
    return Typed.in(environment(), arguments);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return environment;
  }

  private String address() {
    return type("doctor", "--json").json().path("temporal").path("address").asText();
  }

  private Map<String, String> withoutTemporal() {
    Map<String, String> environment = environment();
    try (ServerSocket socket = new ServerSocket(0)) {
      environment.put("TEMPORAL_ADDRESS", "127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return environment;
  }
}
