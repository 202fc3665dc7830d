package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.connection.TemporalAtHand;
import io.chromarunbook.starter.migration.Histories;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.lock.LockWorkflow;
import io.chromarunbook.workflows.lock.LockedPlace;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.runbook.MigrationOutcome;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.status.RunState;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

/** One run at a time on a source and on a target, by a real Temporal. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(180)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class LocksTest {

  private static final String QUICK =
      "timeline: {monitoring: PT3S, probeEvery: PT1S, hold: PT3S}\n";

  @TempDir private Path folder;
  private final MigrationStage stage;
  private TestMigration migration;
  private String id;
  private Path plan;

  LocksTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void seeds() throws IOException {
    migration = new TestMigration(stage).seed(60);
    id = migration.id();
    plan = folder.resolve("plan.yaml");
    Files.writeString(plan, migration.plan() + QUICK);
  }

  @AfterEach
  void leaves_nothing_behind() {
    for (String each : List.of(id, id + "-other")) {
      try {
        stage.client().newUntypedWorkflowStub(each).terminate("the test is over");
      } catch (WorkflowNotFoundException e) {
        // None was started, or it has ended.
      }
    }
    stage.thaw();
  }

  @Test
  void a_second_run_is_refused_before_its_id_is_spent_and_named_who_works_there() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start", plan.toString()).exitCode()).isZero();
      open(GateId.PRE_MIGRATION);

      type("start", plan.toString(), "--id", id + "-other")
          .fails(
              ExitCode.REFUSED,
              "Nothing was started",
              stage.sourceUrl(),
              "is held by the migration " + id + " as its source since",
              "./runbook status " + id,
              "./runbook take-over " + id);
      assertThat(known(id + "-other")).isFalse();
    }
  }

  @Test
  void one_that_came_by_another_door_ends_before_anything_is_frozen() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start", plan.toString()).exitCode()).isZero();
      open(GateId.PRE_MIGRATION);

      MigrationOutcome second = startedByOtherMeans(id + "-other");

      assertThat(second.state()).isEqualTo(RunState.STOPPED);
      assertThat(second.reason()).contains("is held by the migration " + id);
      assertThat(new RunbookHome(stage.home()).run(id + "-other").traffic("freeze")).doesNotExist();
      assertThat(held()).extracting(LockHolder::side).containsExactly("source", "target");
      Histories.record(stage.client(), "locked-out", id + "-other");
    }
  }

  private MigrationOutcome startedByOtherMeans(String other) {
    Plan same =
        PlanReader.read(
            migration.plan().replaceFirst("migration: .*", "migration: " + other) + QUICK);
    var stub =
        stage
            .client()
            .newUntypedWorkflowStub(
                "Runbook",
                WorkflowOptions.newBuilder().setWorkflowId(other).setTaskQueue("runbook").build());
    var ignored = stub.start(MigrationRequest.of(same, Json.digest(same), null, null));
    return stub.getResult(MigrationOutcome.class);
  }

  @Test
  void a_dry_run_takes_no_lock_and_needs_none() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start", plan.toString()).exitCode()).isZero();
      open(GateId.PRE_MIGRATION);

      Typed dry = type("start", plan.toString(), "--dry-run", "--wait");

      assertThat(dry.exitCode()).as("%s", dry).isZero();
    }
  }

  @Test
  void the_target_is_free_after_the_window_and_the_source_after_the_close() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start", plan.toString()).exitCode()).isZero();
      migration.approve(GateId.PRE_MIGRATION).approve(GateId.GO_NO_GO);
      migration.until(RunState.MONITORING);
      assertThat(held()).extracting(LockHolder::side).containsExactly("source", "target");

      migration.until(RunState.COMPLETED);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(held()).extracting(LockHolder::side).containsExactly("source"));

      String lock = held().get(0).place().workflowId();
      assertThat(type("close", id, "--by", "ann").exitCode()).isZero();
      await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(held()).isEmpty());
      Histories.record(stage.client(), "lock", lock, "");
    }
  }

  @Test
  void what_a_gone_run_holds_is_given_to_others_by_name_and_not_while_it_is_frozen()
      throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start", plan.toString()).exitCode()).isZero();
      migration.approve(GateId.PRE_MIGRATION);
      open(GateId.GO_NO_GO);
      takeOver("bo").fails(ExitCode.REFUSED, "is not gone", "./runbook status " + id);
      stage.client().newUntypedWorkflowStub(id).terminate("a mistake");

      takeOver("ed").fails(ExitCode.REFUSED, "ed may not", "operations-lead (ann), dba (bo)");
      takeOver("bo")
          .fails(ExitCode.REFUSED, "left its source frozen", "BREAK-GLASS.sh", "--still-frozen");
      assertThat(held()).hasSize(2);

      Typed taken = takeOver("bo", "--still-frozen");
      assertThat(taken.exitCode()).as("%s", taken).isZero();
      assertThat(held()).isEmpty();
      assertThat(takeOver("bo", "--still-frozen").out()).contains("holds nothing");
    }
  }

  @Test
  void what_a_run_holds_that_neither_temporal_nor_this_home_knows_is_given_up_nevertheless()
      throws Exception {
    LockHolder holder =
        new LockHolder(
            new LockedPlace("http://old:1", "default_tenant", id),
            "source",
            id,
            "its-run",
            "another-home",
            Instant.now());
    var started =
        WorkflowClient.start(
            stage
                    .client()
                    .newWorkflowStub(
                        LockWorkflow.class,
                        WorkflowOptions.newBuilder()
                            .setWorkflowId(holder.place().workflowId())
                            .setTaskQueue("runbook")
                            .setMemo(Map.of(LockWorkflow.HOLDER, holder))
                            .build())
                ::hold,
            holder);
    await().atMost(Duration.ofSeconds(20)).until(() -> held().size() == 1);
    try (AutoCloseable worker = stage.worker()) {
      takeOver("bo")
          .fails(ExitCode.REFUSED, "is not in " + stage.home(), "another-home", "--still-frozen");

      Typed taken = takeOver("bo", "--still-frozen");
      assertThat(taken.exitCode()).as("%s", taken).isZero();
      assertThat(started.getWorkflowId()).isEqualTo(holder.place().workflowId());
      assertThat(held()).isEmpty();
      takeOver("bo", "--still-frozen").fails(ExitCode.USAGE, "knows no migration " + id);
    }
  }

  private Typed takeOver(String by, String... more) {
    List<String> words =
        new ArrayList<>(List.of("take-over", id, "--by", by, "--reason", "it is gone"));
    words.addAll(List.of(more));
    return type(words.toArray(String[]::new));
  }

  private List<LockHolder> held() {
    try (TemporalAtHand temporal = TemporalAtHand.reach(stage.home(), environment())) {
      return temporal.migrations().locks().heldBy(id).stream()
          .sorted(Comparator.comparing(LockHolder::side))
          .toList();
    }
  }

  private boolean known(String other) {
    try (TemporalAtHand temporal = TemporalAtHand.reach(stage.home(), environment())) {
      return temporal.migrations().known(other).isPresent();
    }
  }

  private void open(GateId gate) {
    migration.until(gate + " open", status -> TestMigration.line(status, gate).open());
  }

  private Typed type(String... words) {
    return Typed.in(environment(), words);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return environment;
  }
}
