package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.PlanAmendment;
import io.chromarunbook.workflows.steps.RunActivities;
import io.chromarunbook.workflows.steps.RunReference;

/** Opens the folder a run keeps its files in. */
public final class RunActivitiesImpl implements RunActivities {

  private final Runs runs;

  /** Folders in the home these runs have. */
  public RunActivitiesImpl(Runs runs) {
    this.runs = runs;
  }

  @Override
  public String open(RunReference run, Plan plan) {
    return Attempt.about(runs, run, () -> runs.create(run, plan).path().toString());
  }

  @Override
  public void amend(RunReference run, PlanAmendment amendment) {
    Attempt.about(
        runs,
        run,
        () -> {
          runs.amend(run, amendment);
          return null;
        });
  }
}
