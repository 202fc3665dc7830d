package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is said of runs that are not what they seem, on real servers. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(180)
@SuppressWarnings("try") // a worker works while it is open
@Tag("faults")
class StrandedRunTest {

  private static final String QUICK =
      "timeline: {monitoring: PT20S, probeEvery: PT1S, hold: PT3S}\n";

  @TempDir private Path folder;
  private final MigrationStage stage;
  private TestMigration migration;
  private Path plan;

  StrandedRunTest(MigrationStage stage) {
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
    for (String id : List.of(migration.id(), migration.id() + "-2", next())) {
      try {
        stage.client().newUntypedWorkflowStub(id).terminate("the test is over");
      } catch (WorkflowNotFoundException e) {
        // None was started, or it has ended.
      }
    }
    stage.thaw();
  }

  /** The id after one that ends with a number. */
  private String next() {
    String id = migration.id();
    int number = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    return id.substring(0, id.lastIndexOf('-') + 1) + (number + 1);
  }

  private static String takeOver(String id) {
    return "./runbook take-over " + id + " --by NAME --reason WHY";
  }

  private List<String> orders(String id) {
    return List.of(
        "pause " + id + " --by ann",
        "resume " + id + " --by ann",
        "abort " + id + " --by ann",
        "rollback " + id + " --by ann",
        "close " + id + " --by ann",
        "decide " + id + " no-go --by ann",
        "retry " + id + " --collection tutorial --by bo",
        "amend " + id + " " + plan + " --by bo",
        "confirm " + id + " --action verify --by ed",
        "approve " + id + " --gate go-no-go --role dba --by bo",
        "reject " + id + " --gate go-no-go --role dba --by bo --evidence 0123456789ab");
  }

  @Test
  void a_run_terminated_while_its_source_is_frozen_names_what_is_frozen_and_the_way_out()
      throws Exception {
    String id = migration.id();
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start " + plan).exitCode()).isZero();
      migration.approve(GateId.PRE_MIGRATION);
      open(GateId.GO_NO_GO);
      stage.client().newUntypedWorkflowStub(id).terminate("a mistake");

      for (String order : orders(id)) {
        if (!order.startsWith("confirm")) {
          type(order)
              .fails(
                  ExitCode.REFUSED,
                  "was terminated in Temporal at",
                  "a mistake",
                  "its source refuses writes since",
                  "undo it with " + breakGlass(id));
        }
      }
      type("evidence " + id).fails(ExitCode.REFUSED, "was terminated", breakGlass(id));

      Typed status = type("status " + id);
      assertThat(status.exitCode()).as("%s", status).isEqualTo(ExitCode.ENDED_OTHERWISE);
      assertThat(status.out())
          .contains(
              id + "  TERMINATED",
              "its source refuses writes since",
              "Way out    " + breakGlass(id),
              "Then       ./runbook start " + plan + " --id ",
              "--replaces " + id)
          .doesNotContain("Next", "start one with");
      assertThat(type("status " + id + " --watch").exitCode()).isEqualTo(ExitCode.ENDED_OTHERWISE);
      Typed machine = type("status " + id + " --json");
      assertThat(machine.exitCode()).isEqualTo(ExitCode.ENDED_OTHERWISE);
      JsonNode document = machine.json();
      assertThat(document.path("state").asText()).isEqualTo("FAILED");
      assertThat(document.path("workflow").asText()).isEqualTo("TERMINATED");
      assertThat(document.path("stranded").path("left").path("frozenSince").asText()).isNotEmpty();
      assertThat(document.path("next").asText()).isEqualTo(breakGlass(id));

      Typed report = type("report " + id);
      assertThat(report.exitCode()).as("%s", report).isZero();
      assertThat(report.out())
          .contains("was terminated in Temporal", "Snapshot", "complete, 60 records", "freeze")
          .contains("BREAK-GLASS.sh")
          .doesNotContain("./runbook status", "./runbook rollback");
      assertThat(type("report " + id + " --json").json().path("complete").asBoolean(true))
          .isFalse();
      assertThat(type("status").out()).contains(id, breakGlass(id));
    }

    assertThat(shell(breakGlass(id) + " --yes")).isZero();

    Typed undone = type("status " + id);
    assertThat(undone.out())
        .contains("nothing is left frozen or switched", "Held ", "Give up    " + takeOver(id));
    try (AutoCloseable worker = stage.worker()) {
      type("take-over " + id + " --by ed --reason gone")
          .fails(ExitCode.REFUSED, "operations-lead (ann), dba (bo)");
      Typed free = type("take-over " + id + " --by bo --reason gone");
      assertThat(free.exitCode()).as("%s", free).isZero();
      assertThat(free.out()).contains("Given up by bo", stage.sourceUrl(), stage.targetUrl());
    }
    String again =
        undone
            .out()
            .lines()
            .filter(line -> line.startsWith("Next "))
            .map(line -> line.replaceFirst("Next +./runbook ", ""))
            .findFirst()
            .orElseThrow();
    Typed started = type(again + " --json");
    assertThat(started.exitCode()).as("%s", started).isZero();
    stage
        .client()
        .newUntypedWorkflowStub(started.json().path("migration").asText())
        .terminate("the test is over");
  }

  @Test
  void what_a_person_undid_of_a_terminated_run_is_written_down() throws Exception {
    String id = migration.id();
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start " + plan).exitCode()).isZero();
      migration.approve(GateId.PRE_MIGRATION);
      open(GateId.GO_NO_GO);
    }
    stage.client().newUntypedWorkflowStub(id).terminate("a test");
    stage.thaw();

    type("confirm " + id + " --action thaw --by mallory").fails(ExitCode.REFUSED, "mallory", "ed");
    type("confirm " + id + " --action verify --by ed").fails(ExitCode.REFUSED, "thaw and revert");
    Typed confirmed = type("confirm " + id + " --action thaw --by ed");

    assertThat(confirmed.exitCode()).as("%s", confirmed).isZero();
    assertThat(type("status " + id).out()).contains("nothing is left frozen or switched");
  }

  @Test
  void a_run_temporal_does_not_know_is_told_by_its_folder() {
    String id = "vanished-" + migration.id();
    RunFolder vanished = new RunbookHome(stage.home()).run(id);
    DurableFile.writeJson(vanished.owner(), Map.of("home", "h", "migration", id, "runId", "r"));
    DurableFile.writeText(vanished.breakGlassScript(), "exit 0\n");
    DurableFile.writeJson(
        vanished.traffic("freeze"),
        Map.of("action", "freeze", "activity", "a", "attemptedAt", "2026-11-22T20:00:00Z"));

    for (String order : orders(id)) {
      if (!order.startsWith("confirm")) {
        type(order).fails(ExitCode.REFUSED, "not known to this Temporal", breakGlass(id));
      }
    }
    Typed status = type("status " + id);
    assertThat(status.exitCode()).isEqualTo(ExitCode.ENDED_OTHERWISE);
    assertThat(status.out()).contains(id + "  VANISHED", "may refuse writes", breakGlass(id));
    assertThat(type("report " + id).out()).contains("not known to this Temporal");

    DurableFile.writeJson(
        vanished.end(),
        Map.of(
            "state",
            "ROLLED_BACK",
            "at",
            "2026-11-22T21:00:00Z",
            "decision",
            "NO-GO",
            "reason",
            ""));
    Typed ended = type("status " + id);
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).contains(id + "  ROLLED_BACK", "nothing is left frozen");
  }

  @Test
  void a_run_that_ended_is_told_without_a_worker() throws Exception {
    String id = migration.id();
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start " + plan).exitCode()).isZero();
      open(GateId.PRE_MIGRATION);
      assertThat(type("abort " + id + " --by ann --reason over").exitCode()).isZero();
      closed(id);
    }

    Typed status = type("status " + id);
    assertThat(status.exitCode()).as("%s", status).isZero();
    assertThat(status.out()).contains("STOPPED", "over", "./runbook report " + id);
    assertThat(status.err()).isEmpty();
    assertThat(type("status " + id + " --json").json().path("state").asText()).isEqualTo("STOPPED");
    type("pause " + id + " --by ann").fails(ExitCode.REFUSED, "has ended (STOPPED)");
  }

  @Test
  void a_run_of_another_home_is_not_acted_on_and_readers_are_told() throws Exception {
    String id = migration.id();
    String ours = new RunbookHome(stage.home()).id();
    Path elsewhere = folder.resolve("elsewhere");
    String theirs = new RunbookHome(elsewhere).id();
    Map<String, String> other = environment();
    other.put("RUNBOOK_HOME", elsewhere.toString());
    other.put("TEMPORAL_ADDRESS", temporal());
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start " + plan).exitCode()).isZero();
      open(GateId.PRE_MIGRATION);

      for (String order : orders(id)) {
        Typed.in(other, order.split(" ")).fails(ExitCode.REFUSED, ours, theirs, "RUNBOOK_HOME");
      }
      Typed status = Typed.in(other, "status", id);
      assertThat(status.exitCode()).as("%s", status).isZero();
      assertThat(status.out())
          .contains(id, "WAITING", ours, theirs, temporal(), "namespace default")
          .doesNotContain("./runbook approve");
      JsonNode document = Typed.in(other, "status", id, "--json").json();
      assertThat(document.path("home").path("id").asText()).isEqualTo(ours);
      assertThat(document.path("home").path("ours").asBoolean(true)).isFalse();
      assertThat(document.path("temporal").path("address").asText()).isEqualTo(temporal());
      assertThat(document.path("next").asText()).isEmpty();

      other.put("RUNBOOK_HOME_ID", ours);
      Typed paused = Typed.in(other, "pause", id, "--by", "ann");
      assertThat(paused.exitCode()).as("%s", paused).isZero();
    }
  }

  @Test
  void a_run_started_by_other_means_says_that_its_home_is_unknown() throws Exception {
    migration.start(QUICK);

    Typed status = type("status " + migration.id());

    assertThat(status.out()).contains("Home unknown: it was started by other means");
    assertThat(
            type("status " + migration.id() + " --json").json().path("home").path("ours").isNull())
        .isTrue();
  }

  @Test
  void a_home_whose_stack_is_down_shows_nobody_elses_runs() throws IOException {
    Path down = Files.createDirectories(folder.resolve("down"));
    Files.writeString(down.resolve("stack.json"), "{}");
    Map<String, String> environment = MigrationStage.environment();
    environment.put("RUNBOOK_HOME", down.toString());
    for (String command : List.of("status", "status kb", "pause kb --by ann", "evidence kb")) {
      Typed.in(environment, command.split(" "))
          .fails(ExitCode.UNREACHABLE, "Your stack is down", down.toString(), "./runbook up");
    }
    Files.writeString(
        down.resolve("stack.json"),
        "{\"temporal\":{\"address\":\""
            + temporal()
            + "\",\"process\":{\"pid\":1,\"started\":\"2020-01-01T00:00:00Z\"}}}");
    Typed.in(environment, "status").fails(ExitCode.UNREACHABLE, "Your stack is down", temporal());
  }

  @Test
  void a_dry_run_goes_well_on_real_servers_and_is_found_again() throws Exception {
    String id = migration.id();
    String dry = id + "/dry-run/1";
    try (AutoCloseable worker = stage.worker()) {
      Typed ran = type("start " + plan + " --dry-run --wait");
      assertThat(ran.exitCode()).as("%s", ran).isZero();
      assertThat(ran.out()).contains("./runbook report " + dry);
      assertThat(stage.target(migration.database()).collections()).isEmpty();

      Typed status = type("status " + id);
      assertThat(status.exitCode()).as("%s", status).isZero();
      assertThat(status.out())
          .contains(
              "not started; 1 dry-run",
              dry + "  COMPLETED",
              "./runbook report " + dry,
              "Next       ./runbook start " + plan);
    }

    JsonNode document = type("status " + id + " --json").json();
    assertThat(document.path("dryRuns").path(0).path("state").asText()).isEqualTo("COMPLETED");
    assertThat(document.path("next").asText()).contains("start " + plan);
    assertThat(type("status " + dry).out()).contains("COMPLETED");
    Typed report = type("report " + dry);
    assertThat(report.exitCode()).as("%s", report).isZero();
    assertThat(report.out())
        .contains("# Migration " + dry + ": a dry-run, nothing speaks against the migration")
        .contains("./runbook start PLAN --id " + id)
        .doesNotContain("moved over", "./runbook rollback", "./runbook close");
    type("report " + id).fails(ExitCode.REFUSED, "not started yet", "./runbook report " + dry);

    Typed started = type("start " + plan);
    assertThat(started.exitCode()).as("%s", started).isZero();
    assertThat(type("status " + id).out()).contains("1 dry-run, COMPLETED");
  }

  @Test
  void a_run_rolled_back_from_the_window_is_replaced_by_the_command_its_report_names()
      throws Exception {
    String id = migration.id();
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start " + plan).exitCode()).isZero();
      migration.approve(GateId.PRE_MIGRATION).approve(GateId.GO_NO_GO);
      migration.until(RunState.MONITORING);
      type("start " + plan + " --id " + id + "-2 --replaces " + id)
          .fails(ExitCode.REFUSED, "is not closed");
      assertThat(type("rollback " + id + " --by ann --reason test").exitCode()).isZero();
      migration.until(RunState.ROLLED_BACK);
      closed(id);
      assertThat(stage.target(migration.database()).collections()).isNotEmpty();

      assertThat(type("report " + id).out()).contains("--replaces " + id);
      String again = "start " + plan + " --id " + id + "-2 --replaces " + id;
      Typed dry = type(again + " --dry-run --wait");
      assertThat(dry.exitCode()).as("%s", dry).isZero();
      assertThat(type("status " + id + "-2").out()).contains("Next       ./runbook " + again);
      Typed started = type(again);
      assertThat(started.exitCode()).as("%s", started).isZero();

      await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions()
          .until(() -> state(id + "-2"), state -> state.equals("WAITING"));
      assertThat(type("abort " + id + "-2 --by ann").exitCode()).isZero();
    }
  }

  private String state(String id) {
    try (TemporalAtHand temporal = TemporalAtHand.reach(stage.home(), environment())) {
      return temporal.migrations().known(id).map(KnownRun::state).orElse("");
    }
  }

  private void closed(String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              try (TemporalAtHand temporal = TemporalAtHand.reach(stage.home(), environment())) {
                return temporal.migrations().known(id).filter(run -> !run.open()).isPresent();
              }
            });
  }

  private String temporal() throws IOException {
    return Json.MAPPER
        .readTree(stage.home().resolve("stack.json").toFile())
        .path("temporal")
        .path("address")
        .asText();
  }

  private String breakGlass(String id) {
    return Commands.breakGlass(new RunbookHome(stage.home()).run(id).breakGlassScript());
  }

  private static int shell(String command) throws Exception {
    return new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
  }

  private MigrationStatus open(GateId gate) {
    return migration.until(gate + " open", status -> TestMigration.line(status, gate).open());
  }

  private Typed type(String command) {
    return Typed.in(environment(), command.split(" "));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return environment;
  }

  @Test
  void a_plan_kept_in_a_runs_folder_can_be_started_again() throws Exception {
    assertThat(type("start " + plan).exitCode()).isZero();
    try (AutoCloseable worker = stage.worker()) {
      open(GateId.PRE_MIGRATION);
    }
    stage.client().newUntypedWorkflowStub(migration.id()).terminate("a test");
    Files.delete(plan);

    Typed status = type("status " + migration.id());
    RunFolder kept = new RunbookHome(stage.home()).run(migration.id());
    assertThat(status.out())
        .contains(
            "./runbook start " + kept.plan() + " --id ", "Give up    " + takeOver(migration.id()));
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("take-over " + migration.id() + " --by ann --reason gone").exitCode())
          .isZero();
    }
    Optional<String> again =
        status.out().lines().filter(line -> line.startsWith("Next ")).findFirst();
    Typed started = type(again.orElseThrow().replaceFirst("Next +./runbook ", "") + " --json");

    assertThat(started.exitCode()).as("%s", started).isZero();
    stage
        .client()
        .newUntypedWorkflowStub(started.json().path("migration").asText())
        .terminate("the test is over");
  }
}
