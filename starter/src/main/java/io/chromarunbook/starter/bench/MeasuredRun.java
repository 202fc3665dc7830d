package io.chromarunbook.starter.bench;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.client.Follower;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.NewRun;
import io.chromarunbook.client.Silence;
import io.chromarunbook.starter.connection.RunRegister;
import io.chromarunbook.starter.demo.Approvers;
import io.chromarunbook.starter.demo.DemoApprovals;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.planning.PlanCheck;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A migration that is measured: approved before the freeze, and rejected after Step 4. */
final class MeasuredRun {

  /** Each look makes the worker say where the run stands, which counts as its work. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final String id;
  private final long records;
  private final Map<String, String> environment;
  private final Terminal silence;

  MeasuredRun(String id, long records, Map<String, String> environment, Terminal silence) {
    this.id = id;
    this.records = records;
    this.environment = environment;
    this.silence = silence;
  }

  /**
   * Follows it.
   *
   * @throws Failure where it holds, or not all records are equal
   */
  MigrationStatus toTheEnd(
      Migrations migrations, PlanFile plan, RunbookHome home, Terminal terminal) {
    new RunRegister(migrations, home)
        .start(
            new NewRun(
                id,
                NewRun.Workflow.RUNBOOK,
                MigrationRequest.of(
                    plan.plan(),
                    PlanCheck.in(environment).check(plan.plan()).planDigest(),
                    null,
                    null),
                plan.path().toString(),
                "bench"));
    Approvers approvers =
        (person, role, evidence) ->
            evidence.gate() == GateId.PRE_MIGRATION
                ? Approvers.Verdict.APPROVE
                : Approvers.Verdict.REJECT;
    DemoApprovals approvals = new DemoApprovals(migrations, plan.plan(), approvers, silence);
    AtomicReference<Step> shown = new AtomicReference<>();
    AtomicReference<MeasurementProgress> progress = new AtomicReference<>();
    MigrationStatus end =
        new Follower(migrations, BETWEEN_LOOKS)
            .toTheEnd(
                id,
                new Follower.Listener() {
                  @Override
                  public void stands(MigrationStatus status) {
                    requireNoHold(status);
                    approvals.lookAt(status);
                    if (status.progress() != null) {
                      Step step = status.progress().step();
                      if (shown.getAndSet(step) != step) {
                        progress.set(new MeasurementProgress(terminal, "Step " + step));
                      }
                      progress
                          .get()
                          .at(status.progress().recordsDone(), status.progress().recordsTotal());
                    }
                  }

                  @Override
                  public void silence(Silence silence) {
                    terminal.showLive("    no worker answers just now …");
                  }
                });
    requireEqual(end);
    return end;
  }

  private static void requireNoHold(MigrationStatus status) {
    if (status.state() == RunState.HOLD) {
      throw Failure.data("Our own migration came to HOLD: " + status.reason(), null);
    }
  }

  private void requireEqual(MigrationStatus end) {
    if (end.totals() == null || end.totals().equal() != records) {
      throw Failure.data(
          "The measurement is worth nothing: our migration ended %s, %s; not all of %,d records are equal."
              .formatted(end.state(), end.reason(), records),
          null);
    }
  }
}
