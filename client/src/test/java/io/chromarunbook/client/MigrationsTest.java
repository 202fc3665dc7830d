package io.chromarunbook.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chromarunbook.client.ClientFailure.BrokenOffRun;
import io.chromarunbook.client.ClientFailure.RefusingTemporal;
import io.chromarunbook.client.ClientFailure.SilentTemporal;
import io.chromarunbook.client.ClientFailure.UnknownRun;
import io.chromarunbook.client.ClientFailure.UnsettledMessage;
import io.chromarunbook.client.ClientFailure.UsedId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MigrationsTest {

  private static final Plan PLAN =
      PlanReader.read(
          "{migration: kb, source: {url: 'http://a:1'}, target: {url: 'http://b:2'}, people:"
              + " {operations-lead: [ann], dba: [bo], security: [cy]}}");

  private static final String HOME = "4f1c";
  private static final Order PAUSE = new Order("r-1", "ann", "");

  private final InProcessTemporal temporal = new InProcessTemporal();
  private final Migrations migrations = temporal.migrations();

  @AfterEach
  void closeTemporal() {
    temporal.close();
  }

  @Test
  void an_id_that_was_used_starts_nothing() {
    migrations.start(run("kb"), HOME);

    UsedId failure =
        catchThrowableOfType(UsedId.class, () -> migrations.start(run("kb"), "another"));

    assertThat(failure.id()).isEqualTo("kb");
    assertThat(migrations.describe("kb").home()).isEqualTo(HOME);
  }

  @Test
  void what_is_noted_of_a_run_at_its_start_is_read_without_a_worker() {
    NewRun run =
        new NewRun(
            "kb",
            NewRun.Workflow.RUNBOOK,
            MigrationRequest.of(PLAN, Json.digest(PLAN), "di", "kb-0"),
            "my plan.yaml",
            "ann");
    migrations.start(run, HOME);

    KnownRun known = migrations.describe("kb");
    assertThat(known.open()).isTrue();
    assertThat(known.planFile()).isEqualTo("my plan.yaml");
    assertThat(known.replaces()).isEqualTo("kb-0");
    assertThat(known.startedBy()).isEqualTo("di");
    assertThat(known.home()).isEqualTo(HOME);
    assertThat(migrations.known("other")).isEmpty();
  }

  @Test
  void the_dry_runs_of_a_migration_are_found_in_their_order() {
    migrations.start(dryRun("kb/dry-run/1"), HOME);
    migrations.start(dryRun("kb/dry-run/2"), HOME);

    assertThat(migrations.dryRuns("kb"))
        .extracting(KnownRun::id)
        .containsExactly("kb/dry-run/1", "kb/dry-run/2");
  }

  @Test
  void a_migration_and_a_dry_run_say_where_they_stand() throws SilentWorker {
    migrations.start(run("kb"), HOME);
    migrations.start(dryRun("kb/dry-run/1"), HOME);
    temporal.startWorker();

    MigrationStatus status = migrations.status("kb");
    assertThat(status.migration()).isEqualTo("kb");
    assertThat(migrations.status("kb/dry-run/1").migration()).isEqualTo("kb/dry-run/1");
    assertThat(migrations.evidence("kb")).as("no gate is open yet").isEmpty();
  }

  @Tag("patience")
  @Test
  void a_worker_that_is_not_there_is_no_failure_of_temporal() {
    migrations.start(run("kb"), HOME);

    assertThatThrownBy(() -> migrations.status("kb")).isInstanceOf(SilentWorker.class);
  }

  @Test
  void a_run_nobody_started_is_unknown_to_every_call() {
    for (var call :
        new ThrowingCallable[] {
          () -> migrations.describe("none"),
          () -> migrations.status("none"),
          () -> migrations.evidence("none"),
          () -> migrations.history("none"),
          () -> migrations.pending("none"),
          () -> migrations.closingReason("none"),
          () -> migrations.send("none", RunMessage.PAUSE, PAUSE)
        }) {
      assertThat(catchThrowableOfType(UnknownRun.class, call).id()).isEqualTo("none");
    }
  }

  @Test
  void a_run_that_temporal_closed_takes_no_message_and_is_not_followed() {
    migrations.start(run("kb"), HOME);
    temporal.client().newUntypedWorkflowStub("kb").terminate("a mistake");

    BrokenOffRun told =
        catchThrowableOfType(
            BrokenOffRun.class, () -> migrations.send("kb", RunMessage.PAUSE, PAUSE));
    assertThat(told.run().execution()).isEqualTo("TERMINATED");
    assertThatThrownBy(
            () -> new Follower(migrations, Duration.ofMillis(100)).toTheEnd("kb", new Unexpected()))
        .isInstanceOf(BrokenOffRun.class);
  }

  @Tag("patience")
  @Test
  void where_nobody_listens_temporal_is_silent_and_what_was_sent_is_unsettled()
      throws IOException, InterruptedException {
    try (OtherPort port = OtherPort.ofNobody()) {
      Migrations there = port.migrations(temporal);

      SilentTemporal silent = catchThrowableOfType(SilentTemporal.class, () -> there.known("kb"));
      assertThat(silent.why()).isEqualTo("UNAVAILABLE");
      assertThat(silent.endpoint()).isSameAs(temporal);
      UnsettledMessage unsettled =
          catchThrowableOfType(
              UnsettledMessage.class, () -> there.send("kb", RunMessage.PAUSE, PAUSE));
      assertThat(unsettled.message()).isEqualTo("pause");
      assertThat(unsettled.reason()).isInstanceOf(SilentTemporal.class);
    }
  }

  @Test
  void a_server_that_is_no_temporal_is_there_and_says_no() throws IOException {
    try (OtherPort port = OtherPort.ofAnotherServer()) {
      RefusingTemporal refusal =
          catchThrowableOfType(RefusingTemporal.class, () -> port.migrations(temporal).known("kb"));

      assertThat(refusal.why()).isEqualTo("UNIMPLEMENTED");
    }
  }

  @Test
  void counts_on_from_the_number_an_id_ends_with() {
    assertThat(NumberedId.of("kb").next().text()).isEqualTo("kb-2");
    assertThat(NumberedId.of("kb-9").next().text()).isEqualTo("kb-10");
    assertThat(NumberedId.of("kb-to-1x").next().text()).isEqualTo("kb-to-1x-2");
  }

  private static NewRun run(String id) {
    return new NewRun(id, NewRun.Workflow.RUNBOOK, request(), "plan.yaml", "ann");
  }

  private static NewRun dryRun(String id) {
    return new NewRun(id, NewRun.Workflow.DRY_RUN, request(), "plan.yaml", "ann");
  }

  private static MigrationRequest request() {
    return MigrationRequest.of(PLAN, Json.digest(PLAN), null, null);
  }

  /** Hears nothing: what is followed is closed before the first look. */
  private static final class Unexpected implements Follower.Listener {

    @Override
    public void stands(MigrationStatus status) {
      throw new AssertionError("it stands: " + status);
    }

    @Override
    public void silence(Silence silence) {
      throw new AssertionError("silence: " + silence);
    }
  }
}
