package io.chromarunbook.workflows.steps;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Arrays;

/**
 * Every way an activity fails, each with whether a repeat can help. The name is the Temporal
 * failure type, so that the Temporal UI shows it.
 */
public enum FailureKind {
  /** A server does not answer, for now. */
  UNREACHABLE(true),
  /** This worker has another home than the run: another worker can do it. */
  WRONG_HOME(true),
  /** A disk is full or fails: room can be made, and the file written again. */
  DISK(true),
  /** A server takes the credentials no more, for now: they can be renewed. */
  CREDENTIALS(true),
  /** A server did not answer for longer than the plan's patience. */
  GAVE_UP(false),
  /** The plan in the run's folder is not the run's plan, or cannot be carried out. */
  BAD_PLAN(false),
  /** A file of the run is not what was written. */
  CORRUPT_DATA(false),
  /** A server will never take this. */
  REFUSED(false),
  /** Something at the target belongs to another run. */
  NOT_OWNER(false),
  /** A later attempt, or a person, took over from this one. */
  FENCED(false),
  /** More records had to be put aside than the plan allows. */
  QUARANTINE_FULL(false),
  /** The source changed although it is frozen, or was thawed by a person. */
  SOURCE_CHANGED(false),
  /** A defect of ours. */
  DEFECT(false);

  private final boolean retryable;

  FailureKind(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same call may succeed later. */
  public boolean retryable() {
    return retryable;
  }

  /** The failure to throw from an activity. */
  public ApplicationFailure failure(String message, Throwable cause) {
    return retryable
        ? ApplicationFailure.newFailureWithCause(message, name(), cause)
        : ApplicationFailure.newNonRetryableFailureWithCause(message, name(), cause);
  }

  /**
   * The failure to throw from an activity that knows best when to try again.
   *
   * @param nextTry from now; for a kind that a repeat can help
   */
  public ApplicationFailure failure(String message, Throwable cause, Duration nextTry) {
    return ApplicationFailure.newBuilder()
        .setMessage(message)
        .setType(name())
        .setCause(cause)
        .setNonRetryable(!retryable)
        .setNextRetryDelay(nextTry)
        .build();
  }

  /** The kind of a failure's type; a type nobody knows is a defect. */
  public static FailureKind of(String type) {
    return Arrays.stream(values())
        .filter(kind -> kind.name().equals(type))
        .findFirst()
        .orElse(DEFECT);
  }
}
