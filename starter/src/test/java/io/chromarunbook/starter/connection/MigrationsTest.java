package io.chromarunbook.starter.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MigrationsTest {

  private static final Plan PLAN =
      PlanReader.read(
          "{migration: kb, source: {url: 'http://a:1'}, target: {url: 'http://b:2'}, people:"
              + " {operations-lead: [ann], dba: [bo], security: [cy]}}");

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
    migrations.start(run("kb"));

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
    migrations.start(run("kb"));
    migrations.start(run("kb-2"));

    Failure failure = catchThrowableOfType(Failure.class, () -> migrations.start(run("kb")));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure).hasMessageContaining("./runbook start plan.yaml --id kb-3");
  }

  @Test
  void knows_what_a_run_was_started_from() {
    migrations.start(run("kb"));

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

  private static NewRun run(String id) {
    return new NewRun(
        id,
        NewRun.Workflow.RUNBOOK,
        MigrationRequest.of(PLAN, Json.digest(PLAN), null, null),
        "plan.yaml",
        "ann");
  }
}
