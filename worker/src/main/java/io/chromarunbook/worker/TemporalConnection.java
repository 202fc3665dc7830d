package io.chromarunbook.worker;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one way in which worker and command line reach Temporal. Opening it does not wait for the
 * server; {@link #problem()} asks it.
 */
public final class TemporalConnection implements AutoCloseable {

  /** How long any one call may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int ASKED_AGAIN = 4;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final TemporalSettings settings;
  private final WorkflowServiceStubs service;
  private final WorkflowClient client;

  private TemporalConnection(TemporalSettings settings, WorkflowServiceStubs service) {
    this.settings = settings;
    this.service = service;
    this.client =
        WorkflowClient.newInstance(
            service,
            WorkflowClientOptions.newBuilder(settings.profile().toWorkflowClientOptions())
                .setNamespace(settings.namespace())
                .setDataConverter(RunbookDataConverter.create())
                .build());
  }

  /** A connection; close it, or the process stays alive. */
  public static TemporalConnection open(TemporalSettings settings) {
    return open(settings, new NoopScope());
  }

  /** A connection that counts its calls in a scope, which it does not close. */
  static TemporalConnection open(TemporalSettings settings, Scope metrics) {
    return new TemporalConnection(
        settings,
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder(
                    settings.profile().toWorkflowServiceStubsOptions())
                .setTarget(settings.address())
                .setRpcTimeout(PATIENCE)
                .setRpcQueryTimeout(PATIENCE)
                .setSystemInfoTimeout(PATIENCE)
                // A server that was down is found again soon, and not when gRPC's patience ends.
                .setConnectionBackoffResetFrequency(Duration.ofSeconds(2))
                // Of the few kilobytes of a message packing saves less than it takes.
                .setGrpcCompression(GrpcCompression.NONE)
                .setMetricsScope(metrics)
                .build()));
  }

  /** For workflows: start, signal, update, query. */
  public WorkflowClient client() {
    return client;
  }

  /** For everything the client has no method for. */
  public WorkflowServiceStubs service() {
    return service;
  }

  /** The effective values. */
  public TemporalSettings settings() {
    return settings;
  }

  /** The operator's service of the same server, over the same channel. */
  OperatorServiceStubs operator() {
    return OperatorServiceStubs.newServiceStubs(
        OperatorServiceStubsOptions.newBuilder()
            .setChannel(service.getRawChannel())
            .validateAndBuildWithDefaults());
  }

  /**
   * Asks the server; what is wrong, in one sentence, or nothing where it answers. A server that is
   * there and only says that it is unavailable just now (busy, or hardly started) is asked again.
   */
  public Optional<String> problem() {
    Status status = ask();
    for (int again = 0; again < ASKED_AGAIN && busy(status); again++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      status = ask();
    }
    return status.isOk() ? Optional.empty() : explain(status);
  }

  private Status ask() {
    try {
      DescribeNamespaceRequest request =
          DescribeNamespaceRequest.newBuilder().setNamespace(settings.namespace()).build();
      var ignored =
          service
              .blockingStub()
              .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .describeNamespace(request);
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private static boolean busy(Status status) {
    return status.getCode() == Status.Code.UNAVAILABLE
        && !(status.getCause() instanceof ConnectException);
  }

  private Optional<String> explain(Status status) {
    return switch (status.getCode()) {
      case PERMISSION_DENIED -> Optional.empty(); // It answers; this one question is not for us.
      case UNAUTHENTICATED ->
          Optional.of(
              "Temporal at "
                  + settings.description()
                  + " does not accept these credentials; set TEMPORAL_API_KEY or TEMPORAL_TLS_*.");
      case NOT_FOUND ->
          Optional.of(
              "Temporal at "
                  + settings.description()
                  + " has no such namespace; create it with 'temporal operator namespace create -n "
                  + settings.namespace()
                  + "', or set TEMPORAL_NAMESPACE.");
      default ->
          Optional.of(
              "Temporal does not answer at "
                  + settings.description()
                  + ": "
                  + status.getCode()
                  + (status.getDescription() == null ? "" : " (" + status.getDescription() + ")")
                  + "; start it with './runbook up', or set TEMPORAL_ADDRESS.");
    };
  }

  @Override
  public void close() {
    service.shutdownNow();
    var ignored = service.awaitTermination(1, TimeUnit.SECONDS);
  }
}
