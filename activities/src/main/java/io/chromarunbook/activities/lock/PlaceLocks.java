package io.chromarunbook.activities.lock;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.lock.LockRelease;
import io.chromarunbook.workflows.lock.LockWorkflow;
import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.util.Map;
import java.util.Optional;

/**
 * The locks of places, which are workflows: Temporal runs one of an id at a time, so of several who
 * want a place one gets it.
 */
final class PlaceLocks {

  private static final String GIVEN_UP = "given up by its holder";
  private static final int TRIES = 5;

  private final WorkflowClient client;

  PlaceLocks(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Takes a place.
   *
   * @return who holds it; empty where it is the wanted holder's now, or was already
   * @throws io.temporal.failure.ApplicationFailure of kind UNREACHABLE where Temporal does not
   *     answer
   */
  Optional<LockHolder> take(LockHolder wanted) {
    try {
      for (int tried = 0; tried < TRIES; tried++) {
        try {
          start(wanted);
          return Optional.empty();
        } catch (WorkflowExecutionAlreadyStarted e) {
          Optional<LockHolder> holder = holder(wanted);
          if (holder.isPresent()) {
            return holder.filter(other -> !other.runId().equals(wanted.runId()));
          }
          // It was given up a moment ago.
        }
      }
    } catch (WorkflowServiceException e) {
      throw unreachable(wanted, e);
    }
    throw FailureKind.UNREACHABLE.failure(
        "The lock of " + wanted.place().words() + " changes hands all the time.", null);
  }

  private void start(LockHolder holder) {
    LockWorkflow lock =
        client.newWorkflowStub(
            LockWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(holder.place().workflowId())
                .setTaskQueue(Names.TASK_QUEUE)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setMemo(Map.of(LockWorkflow.HOLDER, holder))
                .setStaticSummary("held by " + holder.migration() + " as its " + holder.side())
                .build());
    WorkflowClient.start(lock::hold, holder);
  }

  private Optional<LockHolder> holder(LockHolder wanted) {
    WorkflowExecutionDescription lock =
        client.newUntypedWorkflowStub(wanted.place().workflowId()).describe();
    return lock.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
        ? Optional.ofNullable(lock.getMemo(LockWorkflow.HOLDER, LockHolder.class))
            .map(LockHolder.class::cast)
        : Optional.empty();
  }

  /** Gives a place up; nothing changes where another run holds it, or nobody does. */
  void release(LockHolder holder) {
    WorkflowStub lock = client.newUntypedWorkflowStub(holder.place().workflowId());
    try {
      lock.signal(LockWorkflow.RELEASE, new LockRelease(holder.runId(), "", GIVEN_UP));
    } catch (WorkflowNotFoundException e) {
      // Nobody holds it.
    } catch (WorkflowServiceException e) {
      throw unreachable(holder, e);
    }
  }

  private static RuntimeException unreachable(LockHolder holder, WorkflowServiceException e) {
    return FailureKind.UNREACHABLE.failure(
        "Temporal does not answer about the lock of " + holder.place().words() + ".", e);
  }
}
