package io.chromarunbook.starter.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chromarunbook.client.ClientFailure;
import io.chromarunbook.client.InProcessTemporal;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.NewRun;
import io.chromarunbook.client.OtherPort;
import io.chromarunbook.client.RunMessage;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.lock.LockedPlace;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.runbook.Order;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people read, and scripts, where a call to a run has no answer. */
@Timeout(60)
class CallFailureTest {

  private static final Plan PLAN =
      PlanReader.read(
          "{migration: kb, source: {url: 'http://a:1'}, target: {url: 'http://b:2'}, people:"
              + " {operations-lead: [ann], dba: [bo], security: [cy]}}");

  private static final Order PAUSE = new Order("r-1", "ann", "");

  private final InProcessTemporal temporal = new InProcessTemporal();
  private final Migrations migrations = temporal.migrations();

  @AfterEach
  void closeTemporal() {
    temporal.close();
  }

  @Test
  void of_a_run_nobody_started_it_says_where_and_how_to_find_others() {
    told(
        () -> migrations.describe("none"),
        ExitCode.USAGE,
        "Temporal at in-process:1, namespace %s knows no migration none; see which there are with"
                .formatted(temporal.namespace())
            + " ./runbook status");
  }

  @Test
  void of_a_used_id_it_says_that_another_is_needed() {
    migrations.start(run(), "4f1c");

    told(
        () -> migrations.start(run(), "4f1c"),
        ExitCode.REFUSED,
        "The id kb was used before, and an id is used once; start with another one by --id");
  }

  @Test
  void of_a_run_that_was_broken_off_it_says_how_and_where_the_way_out_is() {
    migrations.start(run(), "4f1c");
    temporal.client().newUntypedWorkflowStub("kb").terminate("a mistake");

    told(
        () -> migrations.send("kb", RunMessage.PAUSE, PAUSE),
        ExitCode.ENDED_OTHERWISE,
        "The migration kb was closed in Temporal (TERMINATED) in the middle of what it did; see"
            + " what it left and the way out with ./runbook status kb");
  }

  @Test
  void of_what_has_ended_it_says_where_the_report_is() {
    LockHolder holder =
        new LockHolder(
            new LockedPlace("http://a:1", "t", "d"),
            "source",
            "kb",
            "run-1",
            "4f1c",
            Instant.EPOCH);
    temporal.startWorker();
    temporal.lock(holder);
    migrations.locks().release(List.of(holder), "ann", "it is gone");
    var ignored = temporal.released(holder);
    String id = holder.place().workflowId();

    told(
        () -> migrations.send(id, RunMessage.PAUSE, PAUSE),
        ExitCode.REFUSED,
        "The migration "
            + id
            + " has ended and takes no more messages; see ./runbook report "
            + id);
  }

  @Tag("patience")
  @Test
  void of_a_temporal_that_is_gone_it_says_that_runs_are_safe_and_what_became_of_a_message()
      throws IOException, InterruptedException {
    String gone =
        "Temporal at in-process:1, namespace %s (from a test) does not answer (UNAVAILABLE): your"
                .formatted(temporal.namespace())
            + " runs are safe and go on when it does; start it with ./runbook up, or look at it"
            + " with ./runbook doctor";
    try (OtherPort port = OtherPort.ofNobody()) {
      Migrations there = port.migrations(temporal);

      told(() -> there.known("kb"), ExitCode.UNREACHABLE, gone);
      told(
          () -> there.send("kb", RunMessage.PAUSE, PAUSE),
          ExitCode.UNREACHABLE,
          gone + "; whether it took in this pause is not known: see ./runbook status kb then");
    }
  }

  @Test
  void of_a_server_that_says_no_it_does_not_say_that_it_is_silent() throws IOException {
    try (OtherPort port = OtherPort.ofAnotherServer()) {
      told(
          () -> port.migrations(temporal).known("kb"),
          ExitCode.UNREACHABLE,
          "Temporal at in-process:1, namespace %s (from a test) refuses what it was asked"
                  .formatted(temporal.namespace())
              + " (UNIMPLEMENTED): your runs are safe; look at it with ./runbook doctor");
    }
  }

  private static void told(ThrowingCallable call, int exitCode, String sentence) {
    Failure failure = CallFailure.of(catchThrowableOfType(ClientFailure.class, call));

    assertThat(failure).hasMessage(sentence);
    assertThat(failure.exitCode()).isEqualTo(exitCode);
  }

  private static NewRun run() {
    return new NewRun(
        "kb",
        NewRun.Workflow.RUNBOOK,
        MigrationRequest.of(PLAN, Json.digest(PLAN), null, null),
        "plan.yaml",
        "ann");
  }
}
