package io.chromarunbook.starter.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.runbook.Order;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MigrationsTest {

  private static final Plan PLAN =
      PlanReader.read(
          "{migration: kb, source: {url: 'http://a:1'}, target: {url: 'http://b:2'}, people:"
              + " {operations-lead: [ann], dba: [bo], security: [cy]}}");

  @TempDir private Path directory;
  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(RunbookDataConverter.create())
                      .build())
              .build());
  private final WorkflowClient client = temporal.getWorkflowClient();
  private final Migrations migrations = Migrations.over(client, Duration.ofMillis(300));

  @AfterEach
  void closeTemporal() {
    temporal.close();
  }

  @Test
  void leaves_the_same_request_at_the_other_door_where_no_worker_answers() {
    migrations.start(run("kb"), home());

    Delivery delivery = migrations.send("kb", "pause", "r-1", new Order("r-1", "ann", ""));

    assertThat(delivery).isEqualTo(new Delivery.Recorded("r-1"));
    var signals =
        client
            .streamHistory("kb")
            .filter(
                event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
            .toList();
    assertThat(signals).hasSize(1);
    assertThat(signals.get(0).getWorkflowExecutionSignaledEventAttributes().getInput().toString())
        .contains("r-1");
  }

  @Test
  void names_the_next_free_id_where_an_id_was_used() {
    migrations.start(run("kb"), home());
    migrations.start(run("kb-2"), home());

    Failure failure =
        catchThrowableOfType(Failure.class, () -> migrations.start(run("kb"), home()));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure).hasMessageContaining("./runbook start plan.yaml --id kb-3");
  }

  @Test
  void the_command_with_the_next_free_id_is_the_one_that_was_typed() {
    NewRun run =
        new NewRun(
            "kb",
            NewRun.Workflow.RUNBOOK,
            MigrationRequest.of(PLAN, Json.digest(PLAN), "di", "kb-0"),
            "my plan.yaml",
            "ann");
    migrations.start(run, home());

    assertThatThrownBy(() -> migrations.start(run, home()))
        .hasMessageEndingWith("./runbook start 'my plan.yaml' --id kb-2 --replaces kb-0 --by di");
    assertThat(migrations.describe("kb").replaces()).isEqualTo("kb-0");
    assertThat(migrations.describe("kb").startedBy()).isEqualTo("di");
  }

  @Test
  void names_no_id_whose_folder_is_there_although_temporal_has_forgotten_it() {
    migrations.start(run("kb"), home());
    DurableFile.writeText(home().run("kb-2").owner(), "{}");
    DurableFile.writeText(home().run("kb/dry-run/1").owner(), "{}");

    assertThat(migrations.nextFreeId("kb", home())).isEqualTo("kb-3");
    assertThat(migrations.nextDryRun("kb", home())).isEqualTo("kb/dry-run/2");
  }

  @Test
  void tells_runs_apart_that_temporal_goes_on_with_that_it_closed_and_that_it_never_knew() {
    migrations.start(run("kb"), home());
    migrations.start(run("kb-2"), home());
    client.newUntypedWorkflowStub("kb-2").terminate("a mistake");
    DurableFile.writeText(home().run("kb-3").owner(), "{}");

    assertThat(migrations.standing("kb", home())).isInstanceOf(RunStanding.Open.class);
    assertThat(migrations.standing("kb-2", home()))
        .isInstanceOfSatisfying(
            RunStanding.BrokenOff.class,
            broken -> {
              assertThat(broken.run().execution()).isEqualTo("TERMINATED");
              assertThat(broken.run().closedAt()).isNotNull();
            });
    assertThat(migrations.standing("kb-3", home()))
        .isEqualTo(new RunStanding.Forgotten("kb-3", home().run("kb-3")));
    assertThat(migrations.find("kb-4", home())).isEmpty();
    assertThatThrownBy(() -> migrations.standing("kb-4", home()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no migration kb-4");
  }

  @Test
  void knows_whose_a_run_is_by_what_it_was_started_from() {
    migrations.start(run("kb"), home());
    KnownRun run = migrations.describe("kb");
    RunbookHome other = new RunbookHome(directory.resolve("other"));

    assertThat(run.home()).isEqualTo(home().id());
    assertThat(Belonging.of(run, home(), Map.of())).isEqualTo(new Belonging.Ours());
    assertThat(Belonging.of(run, other, Map.of())).isEqualTo(new Belonging.Theirs(home().id()));
    assertThat(other.root()).as("a look leaves nothing").doesNotExist();
    assertThat(Belonging.of(run, other, Map.of("RUNBOOK_HOME_ID", home().id())))
        .isEqualTo(new Belonging.Ours());
    assertThat(Belonging.of(run, home(), Map.of("RUNBOOK_HOME_ID", "another")))
        .isEqualTo(new Belonging.Theirs(home().id()));
  }

  @Test
  void a_run_started_by_other_means_is_ours_only_where_its_folder_is() {
    client
        .newUntypedWorkflowStub(
            "Runbook",
            WorkflowOptions.newBuilder().setWorkflowId("kb").setTaskQueue("runbook").build())
        .start(MigrationRequest.of(PLAN, Json.digest(PLAN), null, null));
    KnownRun run = migrations.describe("kb");

    assertThat(Belonging.of(run, home(), Map.of())).isEqualTo(new Belonging.Unknown());
    DurableFile.writeJson(home().run("kb").owner(), Map.of("runId", "another"));
    assertThat(Belonging.of(run, home(), Map.of())).isEqualTo(new Belonging.Unknown());
    DurableFile.writeJson(home().run("kb").owner(), Map.of("runId", run.firstRun()));
    assertThat(Belonging.of(run, home(), Map.of())).isEqualTo(new Belonging.Ours());
  }

  @Test
  void knows_what_a_run_was_started_from() {
    migrations.start(run("kb"), home());

    assertThat(migrations.describe("kb").planFile()).isEqualTo("plan.yaml");
    assertThat(migrations.describe("kb").open()).isTrue();
    assertThat(migrations.known("other")).isEmpty();
  }

  @Test
  void says_that_there_is_no_such_migration() {
    assertThatThrownBy(() -> migrations.send("none", "pause", "r", new Order("r", "a", "")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no migration none");
  }

  @Test
  void counts_on_from_the_number_an_id_ends_with() {
    assertThat(NumberedId.of("kb").next().text()).isEqualTo("kb-2");
    assertThat(NumberedId.of("kb-9").next().text()).isEqualTo("kb-10");
    assertThat(NumberedId.of("kb-to-1x").next().text()).isEqualTo("kb-to-1x-2");
  }

  private RunbookHome home() {
    return new RunbookHome(directory);
  }

  private static NewRun run(String id) {
    return new NewRun(
        id,
        NewRun.Workflow.RUNBOOK,
        MigrationRequest.of(PLAN, Json.digest(PLAN), null, null),
        "plan.yaml",
        "ann");
  }
}
