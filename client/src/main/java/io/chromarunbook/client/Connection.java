package io.chromarunbook.client;

import io.chromarunbook.client.ClientFailure.RefusingTemporal;
import io.chromarunbook.client.ClientFailure.SilentTemporal;
import io.chromarunbook.client.ClientFailure.Unanswered;
import io.chromarunbook.client.ClientFailure.UnknownRun;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowServiceException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An open connection, and what is wrong where a call over it fails.
 *
 * @param current gives the client to call with, which is another one after Temporal moved; throws
 *     {@link StatusRuntimeException} where it is known that nobody is there
 */
record Connection(Supplier<WorkflowClient> current, Endpoint endpoint) {

  /**
   * The client to call with.
   *
   * @throws Unanswered where it is known that nobody is there
   */
  WorkflowClient client() {
    try {
      return current.get();
    } catch (StatusRuntimeException e) {
      throw unanswered(e);
    }
  }

  /** Of a call that failed because of Temporal. */
  Unanswered unanswered(RuntimeException e) {
    Optional<Status> status = status(e);
    String why = status.map(endpoint::why).orElse("");
    return status.filter(Connection::saysNo).isPresent()
        ? new RefusingTemporal(endpoint, why, e)
        : new SilentTemporal(endpoint, why, e);
  }

  /** Of a call about a run that failed, because there is none or because of Temporal. */
  ClientFailure failed(String id, StatusRuntimeException e) {
    return e.getStatus().getCode() == Status.Code.NOT_FOUND ? unknown(id) : unanswered(e);
  }

  /** Of a call about a run that Temporal does not know. */
  UnknownRun unknown(String id) {
    return new UnknownRun(endpoint, id);
  }

  /** Whether a call failed for want of a worker, as far as can be seen from here. */
  static boolean noWorker(WorkflowServiceException e) {
    return e.getCause() instanceof StatusRuntimeException status
        && (status.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED
            || status.getStatus().getCode() == Status.Code.FAILED_PRECONDITION);
  }

  /** Whether somebody is there who says no, rather than nobody. */
  private static boolean saysNo(Status status) {
    return switch (status.getCode()) {
      case UNIMPLEMENTED,
          PERMISSION_DENIED,
          UNAUTHENTICATED,
          INVALID_ARGUMENT,
          FAILED_PRECONDITION ->
          true;
      default -> false;
    };
  }

  private static Optional<Status> status(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        return Optional.of(status.getStatus());
      }
    }
    return Optional.empty();
  }
}
