package io.chromarunbook.client;

import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.lock.LockRelease;
import io.chromarunbook.workflows.lock.LockWorkflow;
import io.chromarunbook.workflows.lock.LockedPlace;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who works on which server's tenant and database, as Temporal has it; no worker is asked. Every
 * method may throw {@link ClientFailure.Unanswered}.
 */
public final class HeldLocks {

  private static final String OPEN =
      "WorkflowType = '" + LockWorkflow.TYPE + "' AND ExecutionStatus = 'Running'";

  private final Connection connection;

  HeldLocks(Connection connection) {
    this.connection = connection;
  }

  /** Who holds a place; nothing where nobody does. */
  public Optional<LockHolder> holder(LockedPlace place) {
    try {
      return holder(connection.client().newUntypedWorkflowStub(place.workflowId()).describe());
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    } catch (WorkflowServiceException e) {
      throw connection.unanswered(e);
    }
  }

  /** What a migration holds. */
  public List<LockHolder> heldBy(String migration) {
    return held().stream().filter(holder -> holder.migration().equals(migration)).toList();
  }

  /** All that anybody holds. */
  public List<LockHolder> held() {
    try (Stream<WorkflowExecutionMetadata> open = connection.client().listExecutions(OPEN)) {
      return open.flatMap(lock -> holder(lock).stream()).toList();
    } catch (StatusRuntimeException e) {
      throw connection.unanswered(e);
    }
  }

  private static Optional<LockHolder> holder(WorkflowExecutionMetadata lock) {
    return lock.getCloseTime() != null
        ? Optional.empty()
        : Optional.ofNullable(lock.getMemo(LockWorkflow.HOLDER, LockHolder.class))
            .map(LockHolder.class::cast);
  }

  /**
   * Asks for what a run that is gone still holds to be given up, which a worker does as soon as one
   * is there; who did it and why is kept in the lock's history.
   */
  public void release(List<LockHolder> held, String by, String reason) {
    for (LockHolder holder : held) {
      try {
        connection
            .client()
            .newWorkflowStub(LockWorkflow.class, holder.place().workflowId())
            .release(new LockRelease(holder.runId(), by, reason));
      } catch (WorkflowNotFoundException e) {
        // It was given up a moment ago, which is what was wanted.
      } catch (WorkflowServiceException e) {
        throw connection.unanswered(e);
      }
    }
  }

  /** Whether the same run still holds any of these. */
  public boolean anyStillHeld(List<LockHolder> held) {
    return held.stream().anyMatch(one -> sameRun(holder(one.place()), one));
  }

  private static boolean sameRun(Optional<LockHolder> now, LockHolder before) {
    return now.filter(holder -> holder.runId().equals(before.runId())).isPresent();
  }
}
