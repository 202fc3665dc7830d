package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.steps.HeartbeatDetails;
import io.chromarunbook.workflows.steps.OutageNews;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The activity that runs on this thread. */
final class TemporalPulse implements Pulse {

  // A third of what a worker is given before it counts as dead.
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private static final Duration TELLING = Duration.ofSeconds(5);

  private final ActivityExecutionContext context = Activity.getExecutionContext();

  @Override
  public String step() {
    return context.getInfo().getActivityType();
  }

  @Override
  public int attempt() {
    return context.getInfo().getAttempt();
  }

  @Override
  public String activity() {
    return context.getInfo().getWorkflowId()
        + "/"
        + context.getInfo().getWorkflowRunId()
        + "/"
        + context.getInfo().getActivityId();
  }

  @Override
  public Instant scheduled() {
    return Instant.ofEpochMilli(context.getInfo().getScheduledTimestamp());
  }

  @Override
  public Optional<HeartbeatDetails> lastBeat() {
    return context.getLastHeartbeatDetails(HeartbeatDetails.class);
  }

  @Override
  public Duration patience(Duration planned) {
    return planned;
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void beat(HeartbeatDetails beat) {
    context.heartbeat(beat);
  }

  // By hand and not through a stub, which would try for a minute and more.
  @Override
  public void tell(String migration, OutageNews news) {
    WorkflowClient client = context.getWorkflowClient();
    WorkflowClientOptions options = client.getOptions();
    SignalWorkflowExecutionRequest.Builder signal =
        SignalWorkflowExecutionRequest.newBuilder()
            .setNamespace(options.getNamespace())
            .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(migration))
            .setSignalName(OutageNews.SIGNAL)
            .setRequestId(UUID.randomUUID().toString())
            .setIdentity(options.getIdentity());
    options.getDataConverter().toPayloads(news).ifPresent(signal::setInput);
    try {
      var ignored =
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(TELLING.toMillis(), TimeUnit.MILLISECONDS)
              .signalWorkflowExecution(signal.build());
    } catch (StatusRuntimeException e) {
      // A run that has ended need not be told.
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw e;
      }
    }
  }

  @Override
  public Optional<String> home(String migration) {
    WorkflowClient client = context.getWorkflowClient();
    WorkflowClientOptions options = client.getOptions();
    Payload home =
        client
            .getWorkflowServiceStubs()
            .blockingStub()
            .withDeadlineAfter(TELLING.toMillis(), TimeUnit.MILLISECONDS)
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(options.getNamespace())
                    .setExecution(WorkflowExecution.newBuilder().setWorkflowId(migration))
                    .build())
            .getWorkflowExecutionInfo()
            .getMemo()
            .getFieldsMap()
            .get(Names.HOME_MEMO);
    return Optional.ofNullable(home)
        .map(there -> options.getDataConverter().fromPayload(there, String.class, String.class));
  }
}
