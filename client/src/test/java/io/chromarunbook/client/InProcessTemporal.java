package io.chromarunbook.client;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.copy.CollectionWorkflowImpl;
import io.chromarunbook.workflows.copy.CopyWorkflowImpl;
import io.chromarunbook.workflows.lock.LockHolder;
import io.chromarunbook.workflows.lock.LockRelease;
import io.chromarunbook.workflows.lock.LockWorkflow;
import io.chromarunbook.workflows.lock.LockWorkflowImpl;
import io.chromarunbook.workflows.runbook.DryRunWorkflowImpl;
import io.chromarunbook.workflows.runbook.RunbookWorkflowImpl;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Temporal inside the tests, where no worker runs before one is started. */
public final class InProcessTemporal implements Endpoint, AutoCloseable {

  /** As long as a test waits for a worker that is not there. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(RunbookDataConverter.create())
                      .build())
              .setUseTimeskipping(false)
              .registerSearchAttribute(
                  Names.STATE_COLUMN, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
              .registerSearchAttribute(
                  Names.STEP_COLUMN, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
              .registerSearchAttribute("RunbookPercent", IndexedValueType.INDEXED_VALUE_TYPE_INT)
              .registerSearchAttribute(
                  "RunbookAwaiting", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST)
              .registerSearchAttribute("RunbookTarget", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
              .build());

  /** The runs there, told impatiently. */
  public Migrations migrations() {
    return migrations(PATIENCE);
  }

  Migrations migrations(Duration patience) {
    return Migrations.over(this::client, this, patience);
  }

  /** The connection. */
  public WorkflowClient client() {
    return environment.getWorkflowClient();
  }

  /** A worker of the runbook itself; who does the activities is not there. */
  public void startWorker() {
    environment
        .newWorker(Names.TASK_QUEUE)
        .registerWorkflowImplementationTypes(
            RunbookWorkflowImpl.class,
            DryRunWorkflowImpl.class,
            CopyWorkflowImpl.class,
            CollectionWorkflowImpl.class,
            LockWorkflowImpl.class);
    environment.start();
  }

  /** Takes the lock of a place, as a worker does; it lives on a worker too. */
  public void lock(LockHolder holder) {
    LockWorkflow lock =
        client()
            .newWorkflowStub(
                LockWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(holder.place().workflowId())
                    .setTaskQueue(Names.TASK_QUEUE)
                    .setMemo(Map.of(LockWorkflow.HOLDER, holder))
                    .build());
    var ignored = WorkflowClient.start(lock::hold, holder);
  }

  /** How it was given up; waits for that. */
  public LockRelease released(LockHolder holder) {
    return client()
        .newUntypedWorkflowStub(holder.place().workflowId())
        .getResult(LockRelease.class);
  }

  @Override
  public String address() {
    return "in-process:1";
  }

  @Override
  public String namespace() {
    return environment.getNamespace();
  }

  @Override
  public String ui() {
    return "";
  }

  @Override
  public String description() {
    return place() + " (from a test)";
  }

  @Override
  public boolean answers() {
    try {
      var ignored =
          environment
              .getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(1, TimeUnit.SECONDS)
              .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  @Override
  public String why(Status status) {
    return status.getCode().name();
  }

  @Override
  public void close() {
    environment.close();
  }
}
