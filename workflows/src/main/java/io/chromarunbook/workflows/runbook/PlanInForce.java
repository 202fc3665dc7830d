package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.RunReference;

/** The plan a run goes by: the one it was started with, until people amend it. */
final class PlanInForce {

  private Plan plan;
  private RunReference run;

  PlanInForce(Plan plan, RunReference run) {
    this.plan = plan;
    this.run = run;
  }

  Plan plan() {
    return plan;
  }

  /** The run, with the digest of the plan it goes by now. */
  RunReference run() {
    return run;
  }

  /** The run as it is once it goes by another plan. */
  RunReference runBy(Plan other) {
    return new RunReference(run.migration(), run.runId(), Json.digest(other));
  }

  /** From here on the run goes by another plan. */
  void amend(Plan other) {
    run = runBy(other);
    plan = other;
  }
}
