package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.plan.Plan;
import io.temporal.activity.ActivityInterface;

/** Looks for what a plan refers to, where a worker is. */
@ActivityInterface(namePrefix = "PlanSight")
public interface PlanSightActivities {

  /** Looks for secrets, files and programs, and asks both servers; changes nothing. */
  PlanSight look(Plan plan);
}
