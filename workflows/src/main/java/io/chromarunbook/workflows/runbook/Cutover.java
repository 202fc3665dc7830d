package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;

/** Step 7a: over to the target. */
final class Cutover {

  private final RunContext context;
  private final MigrationState.Switching cutover;
  private final Traffic traffic;
  private final Freeze freeze;
  private final Runnable budgetNoLongerCounts;

  Cutover(RunContext context, Traffic traffic, Freeze freeze, Runnable budgetNoLongerCounts) {
    this.context = context;
    this.cutover = context.state().cutover;
    this.traffic = traffic;
    this.freeze = freeze;
    this.budgetNoLongerCounts = budgetNoLongerCounts;
  }

  /** Step 7a. */
  void cutOver() {
    context.step(
        Step.CUTOVER,
        RunState.CUTTING_OVER,
        () -> {
          if (!cutover.attempted) {
            CancellationScope.throwCanceled();
            budgetNoLongerCounts.run();
            freeze.stopWatching();
            cutover.attempted = true;
          }
          traffic.perform(TrafficAction.SWITCH);
          traffic.perform(TrafficAction.RESTART);
          traffic.perform(TrafficAction.VERIFY);
          ActionResult reads =
              Traffic.looks("read and write at the target").proveTarget(context.run());
          if (!reads.succeeded()) {
            throw context.endings().end("The target does not serve: " + reads.message());
          }
          freeze.ends();
          Workflow.newActivityStub(
                  ImportActivities.class, Profiles.light("take our marks off the collections"))
              .releaseCollections(context.run());
          return reads.message();
        });
  }
}
