package io.chromarunbook.workflows.plan;

import java.util.List;
import java.util.stream.Collectors;

/** A plan cannot be read or does not make sense. The message is a sentence for each problem. */
public class PlanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<PlanProblem> problems;

  /**
   * For its author.
   *
   * @param problems all of them, at least one, in the order of the file
   */
  PlanException(List<PlanProblem> problems) {
    super(problems.stream().map(PlanProblem::sentence).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, in the order of the file. */
  public List<PlanProblem> problems() {
    return problems;
  }
}
