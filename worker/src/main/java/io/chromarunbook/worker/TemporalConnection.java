package io.chromarunbook.worker;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The one way in which worker and command line reach Temporal. Opening it does not wait for the
 * server; {@link #problem()} asks it.
 */
public final class TemporalConnection implements AutoCloseable {

  /** How long any one call may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long a server may say that it is busy before that is its answer. */
  private static final Duration BUSY = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");
  private static final int MOST = 160;

  /** Left alone, a call is tried again for a minute, and people take that for a hang. */
  private static final RpcRetryOptions SOON_GIVEN_UP =
      RpcRetryOptions.newBuilder().setExpiration(Duration.ofSeconds(5)).validateBuildWithDefaults();

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

  /** A connection for people who wait; close it, or the process stays alive. */
  public static TemporalConnection open(TemporalSettings settings) {
    return new TemporalConnection(
        settings,
        WorkflowServiceStubs.newServiceStubs(
            options(settings, new NoopScope()).setRpcRetryOptions(SOON_GIVEN_UP).build()));
  }

  /** A worker's connection, which counts its calls in a scope that it does not close. */
  static TemporalConnection open(TemporalSettings settings, Scope metrics) {
    return new TemporalConnection(
        settings, WorkflowServiceStubs.newServiceStubs(options(settings, metrics).build()));
  }

  private static WorkflowServiceStubsOptions.Builder options(
      TemporalSettings settings, Scope metrics) {
    return WorkflowServiceStubsOptions.newBuilder(
            settings.profile().toWorkflowServiceStubsOptions())
        .setTarget(settings.address())
        .setRpcTimeout(PATIENCE)
        .setRpcQueryTimeout(PATIENCE)
        .setSystemInfoTimeout(PATIENCE)
        // A server that was down is found again soon, and not when gRPC's patience ends.
        .setConnectionBackoffResetFrequency(Duration.ofSeconds(2))
        // Of the few kilobytes of a message packing saves less than it takes.
        .setGrpcCompression(GrpcCompression.NONE)
        .setMetricsScope(metrics);
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
   * It takes 8 seconds at most.
   */
  public Optional<String> problem() {
    long busyUntil = System.nanoTime() + BUSY.toNanos();
    Status status = ask();
    while (busy(status) && System.nanoTime() < busyUntil) {
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
                  + " ("
                  + why(status)
                  + "): your runs are safe and go on when it answers; start it with "
                  + RunbookCommand.PROGRAM
                  + " up,"
                  + " look at it with "
                  + RunbookCommand.PROGRAM
                  + " doctor, or set TEMPORAL_ADDRESS.");
    };
  }

  /** Why a call failed, in one line that no server can break. */
  public static String why(Status status) {
    if (status.getCause() instanceof ConnectException) {
      return "connection refused";
    }
    if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      // Its description tells of channels and name resolution.
      return "no answer in time";
    }
    String description = status.getDescription() == null ? "" : status.getDescription();
    String line = UNPRINTABLE.matcher(description).replaceAll(" ").strip();
    String shortened = line.length() > MOST ? line.substring(0, MOST) + " …" : line;
    return status.getCode() + (shortened.isEmpty() ? "" : ": " + shortened);
  }

  @Override
  public void close() {
    service.shutdownNow();
    var ignored = service.awaitTermination(1, TimeUnit.SECONDS);
  }
}
