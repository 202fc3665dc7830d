package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.plan.Plan;
import java.time.Instant;
import java.util.List;

/**
 * A change of a run's plan while it is under way.
 *
 * @param number from 1 within the run
 * @param by who amended
 * @param reason may be null
 * @param changes the keys that differ from the plan before
 * @param plan the whole plan as it is from now on
 */
public record PlanAmendment(
    int number, Instant at, String by, String reason, List<String> changes, Plan plan) {

  public PlanAmendment {
    changes = List.copyOf(changes);
  }
}
