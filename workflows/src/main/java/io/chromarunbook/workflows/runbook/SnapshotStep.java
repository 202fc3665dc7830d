package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.SnapshotPlan;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.RestoreActivities;
import io.chromarunbook.workflows.steps.SnapshotActivities;
import io.chromarunbook.workflows.steps.SnapshotSummary;
import io.chromarunbook.workflows.text.Durations;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Step 2: every record on disk, read again, and restored as a rehearsal. */
final class SnapshotStep {

  private final RunContext context;
  private final MigrationState.Snapshotting snapshot;

  SnapshotStep(RunContext context) {
    this.context = context;
    this.snapshot = context.state().snapshot;
  }

  /** Step 2. */
  void takeSnapshot() {
    context.step(
        Step.SNAPSHOT,
        () -> {
          context.slices(
              from ->
                  snapshots("export, from " + RunContext.text(from))
                      .exportRecords(context.run(), from));
          snapshot.summary = snapshots("write the manifest").seal(context.run());
          context.slices(
              from ->
                  snapshots("read the snapshot again, from " + RunContext.text(from))
                      .verifySnapshot(context.run(), from));
          rehearseRestore();
          return taken();
        });
  }

  /** A snapshot that cannot be restored ends the run while nothing has been changed. */
  private void rehearseRestore() {
    if (context.plan().snapshot().rehearsal() == SnapshotPlan.Rehearsal.NONE) {
      return;
    }
    snapshot.rehearsalAttempted = true;
    context.slices(
        from ->
            restores("restore into scratch collections, from " + RunContext.text(from))
                .intoScratch(context.run(), from));
    snapshot.rehearsal = restores("sum up the rehearsal").sumUp(context.run());
  }

  private String taken() {
    SnapshotSummary summary = snapshot.summary;
    String taken =
        "%,d records in %,d parts, %,d MB, read again"
            .formatted(summary.records(), summary.parts(), summary.bytes() / 1_000_000);
    return snapshot.rehearsal == null
        ? taken
        : "%s; %,d of them restored and equal, all would take about %s"
            .formatted(
                taken, snapshot.rehearsal.records(), roundedUp(snapshot.rehearsal.recovery()));
  }

  /** Rounded up: a recovery of less than a second is none of no time. */
  static String roundedUp(Duration duration) {
    return Durations.words((double) duration.plusMillis(999).toSeconds());
  }

  private static SnapshotActivities snapshots(String summary) {
    return Workflow.newActivityStub(SnapshotActivities.class, Profiles.data(summary));
  }

  private static RestoreActivities restores(String summary) {
    return Workflow.newActivityStub(RestoreActivities.class, Profiles.data(summary));
  }
}
