package io.chromarunbook.workflows.steps;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;

/** What an activity's or child's failure means: its kind and one sentence for people. */
public record StepFailure(FailureKind kind, String reason) {

  /**
   * Reads a failure. A cancellation is no failure: it is thrown on.
   *
   * @throws CanceledFailure where the failure is a cancellation
   */
  public static StepFailure of(TemporalFailure failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CanceledFailure cancelled) {
        throw cancelled;
      }
      if (cause instanceof ApplicationFailure application) {
        return new StepFailure(
            FailureKind.of(application.getType()), application.getOriginalMessage());
      }
    }
    return new StepFailure(FailureKind.DEFECT, failure.getMessage());
  }
}
