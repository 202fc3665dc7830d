package io.chromarunbook.starter.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.ClientFailure.UnknownRun;
import io.chromarunbook.client.InProcessTemporal;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.NewRun;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.temporal.client.WorkflowOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunRegisterTest {

  private static final Plan PLAN =
      PlanReader.read(
          "{migration: kb, source: {url: 'http://a:1'}, target: {url: 'http://b:2'}, people:"
              + " {operations-lead: [ann], dba: [bo], security: [cy]}}");

  @TempDir private Path directory;
  private final InProcessTemporal temporal = new InProcessTemporal();
  private final Migrations migrations = temporal.migrations();
  private RunRegister register;

  @BeforeEach
  void openRegister() {
    register = new RunRegister(migrations, home());
  }

  @AfterEach
  void closeTemporal() {
    temporal.close();
  }

  @Test
  void names_the_next_free_id_where_an_id_was_used() {
    register.start(run("kb"));
    register.start(run("kb-2"));

    Failure failure = catchThrowableOfType(Failure.class, () -> register.start(run("kb")));

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
    register.start(run);

    assertThatThrownBy(() -> register.start(run))
        .hasMessageEndingWith("./runbook start 'my plan.yaml' --id kb-2 --replaces kb-0 --by di");
  }

  @Test
  void names_no_id_whose_folder_is_there_although_temporal_has_forgotten_it() {
    register.start(run("kb"));
    DurableFile.writeText(home().run("kb-2").owner(), "{}");
    DurableFile.writeText(home().run("kb/dry-run/1").owner(), "{}");

    assertThat(register.nextFreeId("kb")).isEqualTo("kb-3");
    assertThat(register.nextDryRun("kb")).isEqualTo("kb/dry-run/2");
  }

  @Test
  void tells_runs_apart_that_temporal_goes_on_with_that_it_closed_and_that_it_never_knew() {
    register.start(run("kb"));
    register.start(run("kb-2"));
    temporal.client().newUntypedWorkflowStub("kb-2").terminate("a mistake");
    DurableFile.writeText(home().run("kb-3").owner(), "{}");

    assertThat(register.standing("kb")).isInstanceOf(RunStanding.Open.class);
    assertThat(register.standing("kb-2"))
        .isInstanceOfSatisfying(
            RunStanding.BrokenOff.class,
            broken -> {
              assertThat(broken.run().execution()).isEqualTo("TERMINATED");
              assertThat(broken.run().closedAt()).isNotNull();
            });
    assertThat(register.standing("kb-3"))
        .isEqualTo(new RunStanding.Forgotten("kb-3", home().run("kb-3")));
    assertThat(register.find("kb-4")).isEmpty();
    assertThatThrownBy(() -> register.standing("kb-4")).isInstanceOf(UnknownRun.class);
  }

  @Test
  void knows_whose_a_run_is_by_what_it_was_started_from() {
    register.start(run("kb"));
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
    temporal
        .client()
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
