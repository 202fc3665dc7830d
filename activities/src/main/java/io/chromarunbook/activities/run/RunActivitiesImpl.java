package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.PlanAmendment;
import io.chromarunbook.workflows.steps.RunActivities;
import io.chromarunbook.workflows.steps.RunReference;
import java.io.UncheckedIOException;

/** Opens the folder a run keeps its files in. */
public final class RunActivitiesImpl implements RunActivities {

  private final Runs runs;

  /** Folders in the home these runs have. */
  public RunActivitiesImpl(Runs runs) {
    this.runs = runs;
  }

  @Override
  public String open(RunReference run, Plan plan) {
    try {
      return runs.create(run, plan).path().toString();
    } catch (UncheckedIOException e) {
      throw FailureKind.DISK.failure(
          "The folder of the run "
              + run.migration()
              + " cannot be made: "
              + e.getCause().getMessage()
              + "; make room for it, or give this worker the right to write there.",
          e);
    }
  }

  @Override
  public void amend(RunReference run, PlanAmendment amendment) {
    try {
      runs.amend(run, amendment);
    } catch (UncheckedIOException e) {
      throw FailureKind.DISK.failure(
          "The amended plan of the run "
              + run.migration()
              + " cannot be written: "
              + e.getCause().getMessage()
              + "; make room for it, or give this worker the right to write there.",
          e);
    }
  }
}
