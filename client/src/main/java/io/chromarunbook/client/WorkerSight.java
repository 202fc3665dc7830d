package io.chromarunbook.client;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.runbook.PlanSightWorkflow;
import io.chromarunbook.workflows.steps.PlanSight;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingWorkflowTaskState;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has a worker look for what a plan refers to. */
public final class WorkerSight {

  /** Longer than a worker takes to look, and short enough for somebody who waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A worker that is there takes work at once; one that died is on Temporal's list for minutes. */
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(3);

  private final Connection connection;

  WorkerSight(Connection connection) {
    this.connection = connection;
  }

  /**
   * What one found; nothing where none answers.
   *
   * @throws ClientFailure.Unanswered where Temporal does not answer
   */
  public Optional<PlanSight> of(Plan plan) {
    PlanSightWorkflow sight =
        connection
            .client()
            .newWorkflowStub(
                PlanSightWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("plan-sight/" + UUID.randomUUID())
                    .setTaskQueue(Names.TASK_QUEUE)
                    .setWorkflowExecutionTimeout(PATIENCE.multipliedBy(2))
                    .setStaticSummary(
                        "looks for what the plan of " + plan.migration() + " refers to")
                    .build());
    WorkflowStub look = WorkflowStub.fromTyped(sight);
    try {
      WorkflowExecution ignored = WorkflowClient.start(sight::look, plan);
      return Optional.of(awaited(look));
    } catch (TimeoutException e) {
      giveUp(look);
      return Optional.empty();
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      throw connection.unanswered(e);
    } catch (WorkflowException e) {
      // It broke off: whoever took it could not look.
      return Optional.empty();
    }
  }

  private PlanSight awaited(WorkflowStub look) throws TimeoutException {
    try {
      return look.getResult(TAKEN_WITHIN.toSeconds(), TimeUnit.SECONDS, PlanSight.class);
    } catch (TimeoutException e) {
      if (!taken(look)) {
        throw e;
      }
      return look.getResult(
          PATIENCE.minus(TAKEN_WITHIN).toSeconds(), TimeUnit.SECONDS, PlanSight.class);
    }
  }

  private boolean taken(WorkflowStub look) {
    DescribeWorkflowExecutionResponse described =
        connection
            .client()
            .getWorkflowServiceStubs()
            .blockingStub()
            .withDeadlineAfter(TAKEN_WITHIN.toSeconds(), TimeUnit.SECONDS)
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(connection.client().getOptions().getNamespace())
                    .setExecution(look.getExecution())
                    .build());
    // One of an older release takes it too, fails, and tries again.
    return !described.hasPendingWorkflowTask()
        || (described.getPendingWorkflowTask().getState()
                == PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_STARTED
            && described.getPendingWorkflowTask().getAttempt() == 1);
  }

  private static void giveUp(WorkflowStub look) {
    try {
      look.terminate("nobody looked in time");
    } catch (WorkflowException | StatusRuntimeException e) {
      // It ends by its own limit.
    }
  }
}
