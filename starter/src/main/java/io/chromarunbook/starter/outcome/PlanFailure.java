package io.chromarunbook.starter.outcome;

import io.chromarunbook.workflows.plan.PlanProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A plan cannot be used. The message is a sentence for each thing that is wrong with it. */
public final class PlanFailure extends Failure {
  private static final long serialVersionUID = 1L;

  private final String plan;
  private final transient List<PlanProblem> problems;

  /**
   * For the plan's author.
   *
   * @param plan its file; empty where it is in none
   * @param problems at least one
   */
  public PlanFailure(int exitCode, String plan, List<PlanProblem> problems, Throwable cause) {
    super(exitCode, sentences(plan, problems), cause);
    this.plan = plan;
    this.problems = List.copyOf(problems);
  }

  private static String sentences(String plan, List<PlanProblem> problems) {
    if (problems.size() == 1) {
      PlanProblem only = problems.get(0);
      return plan.isEmpty()
          ? only.message()
          : plan + (only.place().isEmpty() ? "" : ", " + only.place()) + ": " + only.message();
    }
    return problems.stream().map(PlanProblem::sentence).collect(Collectors.joining("\n"));
  }

  /** The plan's file; empty where it is in none. */
  public String plan() {
    return plan;
  }

  /** All that is wrong, in the order of the file. */
  public List<PlanProblem> problems() {
    return problems;
  }
}
