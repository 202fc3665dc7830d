package io.chromarunbook.starter.planning;

import io.chromarunbook.starter.outcome.PlanFailure;
import io.chromarunbook.workflows.plan.PlanProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a plan and its servers found.
 *
 * @param checked the plan; empty where it could not be looked at in full
 * @param objections all that speaks against it
 */
record PlanLook(Optional<CheckedPlan> checked, List<PlanObjection> objections) {

  PlanLook {
    objections = List.copyOf(objections);
  }

  /** The same with more that speaks against it. */
  PlanLook with(List<PlanObjection> more) {
    List<PlanObjection> all = new ArrayList<>(objections);
    all.addAll(more);
    return new PlanLook(checked, all);
  }

  /**
   * The plan, where nothing speaks against it.
   *
   * @param file where it stands; empty for a plan in no file
   * @throws PlanFailure with all that does
   */
  CheckedPlan orThrow(Optional<PlanFile> file) {
    if (objections.isEmpty()) {
      return checked.orElseThrow();
    }
    List<PlanProblem> problems =
        objections.stream()
            .map(PlanObjection::problem)
            .map(problem -> file.map(each -> each.located(problem)).orElse(problem))
            .sorted(
                Comparator.comparing(
                    PlanProblem::line, Comparator.nullsLast(Comparator.naturalOrder())))
            .toList();
    // What is wrong with the plan comes before what is wrong with the world.
    int exitCode = objections.stream().mapToInt(PlanObjection::exitCode).min().orElseThrow();
    throw new PlanFailure(
        exitCode, file.map(each -> each.path().toString()).orElse(""), problems, null);
  }
}
