package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.PlanSight;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Has a worker look for what a plan refers to, before the plan's migration is started. */
@WorkflowInterface
public interface PlanSightWorkflow {

  /** Its type. */
  String TYPE = "PlanSight";

  /** Looks once; nothing is changed, and no migration's id is used. */
  @WorkflowMethod(name = TYPE)
  PlanSight look(Plan plan);
}
