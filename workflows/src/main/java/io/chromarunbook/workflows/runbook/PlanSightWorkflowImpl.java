package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.PlanSight;
import io.chromarunbook.workflows.steps.PlanSightActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.temporal.workflow.Workflow;

/** One look of one worker. */
public final class PlanSightWorkflowImpl implements PlanSightWorkflow {

  @Override
  public PlanSight look(Plan plan) {
    return Workflow.newActivityStub(
            PlanSightActivities.class, Profiles.once("look for what the plan refers to"))
        .look(plan);
  }
}
