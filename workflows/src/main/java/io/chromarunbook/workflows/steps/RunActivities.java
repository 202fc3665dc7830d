package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.plan.Plan;
import io.temporal.activity.ActivityInterface;

/** Opens and closes the folder a run keeps its files in. */
@ActivityInterface(namePrefix = "Run")
public interface RunActivities {

  /**
   * Makes the run's folder with its plan and the home's id. A repeat finds it and changes nothing.
   *
   * @return the folder
   */
  String open(RunReference run, Plan plan);

  /**
   * Writes the amended plan and who amended it into the run's folder. A repeat changes nothing.
   *
   * @param run with the digest of the amended plan
   */
  void amend(RunReference run, PlanAmendment amendment);
}
