package io.chromarunbook.activities.sight;

import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanProblem;
import io.chromarunbook.workflows.steps.PlanSight;
import io.chromarunbook.workflows.steps.PlanSightActivities;
import java.util.ArrayList;
import java.util.List;

/** Looks from where this worker is. */
public final class PlanSightActivitiesImpl implements PlanSightActivities {

  private final Runs runs;

  public PlanSightActivitiesImpl(Runs runs) {
    this.runs = runs;
  }

  @Override
  public PlanSight look(Plan plan) {
    Surroundings here = Surroundings.ofThisProcess();
    List<PlanProblem> problems =
        new ArrayList<>(new ReferenceCheck(runs.secrets(), here).problems(plan));
    problems.addAll(new ReachCheck(runs.secrets(), runs.connector()).problems(plan));
    new GateCheck(runs.secrets(), runs.connector()).problem(plan).ifPresent(problems::add);
    return new PlanSight(here.directory().toString(), runs.homeId(), problems);
  }
}
