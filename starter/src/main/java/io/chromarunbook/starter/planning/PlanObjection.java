package io.chromarunbook.starter.planning;

import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.PlanProblem;

/**
 * Something that speaks against starting a plan.
 *
 * @param exitCode what it alone would end a command with
 */
record PlanObjection(PlanProblem problem, int exitCode) {

  /** The plan itself is wrong. */
  static PlanObjection wrong(String key, String message) {
    return new PlanObjection(PlanProblem.of(key, message), ExitCode.USAGE);
  }

  /** What is there does not allow it. */
  static PlanObjection refused(String key, String message) {
    return new PlanObjection(PlanProblem.of(key, message), ExitCode.REFUSED);
  }

  /** Something of what is to be moved is gone. */
  static PlanObjection damaged(String key, String message) {
    return new PlanObjection(PlanProblem.of(key, message), ExitCode.DATA);
  }

  /** Something failed that the plan needs. */
  static PlanObjection of(String key, Failure failure) {
    return new PlanObjection(PlanProblem.of(key, failure.getMessage()), failure.exitCode());
  }
}
