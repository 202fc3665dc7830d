package io.chromarunbook.starter.connection;

import io.chromarunbook.stack.Await;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.lock.LockRelease;
import io.chromarunbook.workflows.lock.LockWorkflow;
import io.chromarunbook.workflows.lock.LockedPlace;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Who works on which server's tenant and database, as Temporal has it; no worker is asked. */
public final class HeldLocks {

  private static final String OPEN =
      "WorkflowType = '" + LockWorkflow.TYPE + "' AND ExecutionStatus = 'Running'";

  /** A worker takes in that a place is given up within a moment, where there is one. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WorkflowClient client;
  private final Function<RuntimeException, Failure> broken;

  HeldLocks(WorkflowClient client, Function<RuntimeException, Failure> broken) {
    this.client = client;
    this.broken = broken;
  }

  /**
   * Who holds a place; nothing where nobody does.
   *
   * @throws Failure where Temporal does not answer, as of all here
   */
  public Optional<LockHolder> holder(LockedPlace place) {
    try {
      return holder(client.newUntypedWorkflowStub(place.workflowId()).describe());
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    } catch (WorkflowServiceException e) {
      throw broken.apply(e);
    }
  }

  /** What a migration holds. */
  public List<LockHolder> heldBy(String migration) {
    return held().stream().filter(holder -> holder.migration().equals(migration)).toList();
  }

  /** All that anybody holds. */
  public List<LockHolder> held() {
    try (Stream<WorkflowExecutionMetadata> open = client.listExecutions(OPEN)) {
      return open.flatMap(lock -> holder(lock).stream()).toList();
    } catch (StatusRuntimeException e) {
      throw broken.apply(e);
    }
  }

  private static Optional<LockHolder> holder(WorkflowExecutionMetadata lock) {
    return lock.getCloseTime() != null
        ? Optional.empty()
        : Optional.ofNullable(lock.getMemo(LockWorkflow.HOLDER, LockHolder.class))
            .map(LockHolder.class::cast);
  }

  /**
   * Gives up what a run that is gone still holds; who did it and why is kept in the lock's history.
   *
   * @return false where no worker has taken it in yet, so that it counts as soon as one does
   */
  public boolean takeOver(List<LockHolder> held, String by, String reason) {
    for (LockHolder holder : held) {
      try {
        client
            .newUntypedWorkflowStub(holder.place().workflowId())
            .signal(LockWorkflow.RELEASE, new LockRelease(holder.runId(), by, reason));
      } catch (WorkflowNotFoundException e) {
        // It was given up a moment ago, which is what was wanted.
      } catch (WorkflowServiceException e) {
        throw broken.apply(e);
      }
    }
    return Await.until(
        () -> held.stream().noneMatch(one -> sameRun(holder(one.place()), one)), PATIENCE);
  }

  private static boolean sameRun(Optional<LockHolder> now, LockHolder before) {
    return now.filter(holder -> holder.runId().equals(before.runId())).isPresent();
  }
}
