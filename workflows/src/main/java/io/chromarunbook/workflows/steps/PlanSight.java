package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.plan.PlanProblem;
import java.util.List;

/**
 * What a worker found when it looked for all that a plan refers to.
 *
 * @param directory the worker runs in, from which relative paths count
 * @param home the id of the worker's home
 * @param problems what it did not find, or cannot use, by the keys that name it
 */
public record PlanSight(String directory, String home, List<PlanProblem> problems) {

  public PlanSight {
    problems = List.copyOf(problems);
  }
}
