package io.chromarunbook.client;

import io.chromarunbook.client.ClientFailure.Unanswered;
import io.chromarunbook.client.ClientFailure.UsedId;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.runbook.ControlMessage;
import io.chromarunbook.workflows.runbook.DryRunWorkflow;
import io.chromarunbook.workflows.runbook.MigrationOutcome;
import io.chromarunbook.workflows.runbook.RunbookWorkflow;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.converter.DataConverterException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Starts migrations, asks them and tells them. Every method may throw {@link
 * ClientFailure.Unanswered}, where Temporal does not answer or refuses what it is asked.
 */
public final class Migrations {

  /** How long an answer may take before a message goes by the door that needs no worker. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long a run may look at servers before it answers, and a person waits for that. */
  private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(2);

  static final String ALL_RUNS =
      "WorkflowType IN ('" + RunbookWorkflow.TYPE + "', '" + DryRunWorkflow.TYPE + "')";

  private final Connection connection;
  private final Duration patience;

  private Migrations(Connection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
  }

  /**
   * Over a connection that somebody else opened, and closes.
   *
   * @param client gives the client to call with, which is another one after Temporal moved; throws
   *     {@link StatusRuntimeException} where it is known that nobody is there
   */
  public static Migrations over(Supplier<WorkflowClient> client, Endpoint endpoint) {
    return over(client, endpoint, PATIENCE);
  }

  /** The same for those who wait otherwise for a worker to take in a message. */
  static Migrations over(Supplier<WorkflowClient> client, Endpoint endpoint, Duration patience) {
    return new Migrations(new Connection(client, endpoint), patience);
  }

  /** Where Temporal is. */
  public Endpoint endpoint() {
    return connection.endpoint();
  }

  /**
   * Starts a run, which from then on is this home's.
   *
   * @param home the id of the home it is started from
   * @throws UsedId where a run of its id was started before
   */
  public void start(NewRun run, String home) {
    try {
      run.workflow().start(client(), options(run, home), run.request());
    } catch (WorkflowExecutionAlreadyStarted e) {
      throw new UsedId(endpoint(), run.id());
    } catch (WorkflowServiceException e) {
      throw connection.unanswered(e);
    }
  }

  private static WorkflowOptions options(NewRun run, String home) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(run.id())
        .setTaskQueue(Names.TASK_QUEUE)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setMemo(KnownRun.memo(run, home))
        .setStaticSummary(
            run.request().plan().source().url() + " to " + run.request().plan().target().url())
        .build();
  }

  /** What Temporal knows of a run; nothing where it knows none of this id. */
  public Optional<KnownRun> known(String id) {
    try {
      return Optional.of(KnownRun.of(client().newUntypedWorkflowStub(id).describe()));
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    } catch (WorkflowServiceException e) {
      throw connection.unanswered(e);
    }
  }

  /**
   * What Temporal knows of a run that must exist.
   *
   * @throws ClientFailure.UnknownRun where it knows none
   */
  public KnownRun describe(String id) {
    return known(id).orElseThrow(() -> connection.unknown(id));
  }

  /** All migrations and dry-runs Temporal still remembers, newest first. */
  public List<KnownRun> all() {
    return listed().stream().map(ListedRun::run).toList();
  }

  /** The same with who each waits for. */
  public List<ListedRun> listed() {
    return asked(() -> ListedRun.all(client()));
  }

  /** All that Temporal recorded of a run itself, without its children. */
  public List<HistoryEvent> events(KnownRun run) {
    return asked(() -> RunEvents.of(client(), run));
  }

  private <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      throw connection.unanswered(e);
    }
  }

  /** The dry-runs of a migration that Temporal still remembers, in order. */
  public List<KnownRun> dryRuns(String id) {
    List<KnownRun> found = new ArrayList<>();
    for (int number = 1; ; number++) {
      Optional<KnownRun> next = known(Names.dryRun(id, number));
      if (next.isEmpty()) {
        return found;
      }
      found.add(next.get());
    }
  }

  /**
   * Where a run stands.
   *
   * @throws SilentWorker where no worker answers for it
   * @throws ClientFailure.UnknownRun where there is no such run
   */
  public MigrationStatus status(String id) throws SilentWorker {
    return new Questions(connection).ask(id, RunbookWorkflow::status);
  }

  /**
   * What the open gate decides on.
   *
   * @return nothing while no gate is open
   * @throws SilentWorker where no worker answers for it
   * @throws ClientFailure.UnknownRun where there is no such run
   */
  public Optional<EvidenceView> evidence(String id) throws SilentWorker {
    return Optional.ofNullable(new Questions(connection).ask(id, RunbookWorkflow::evidence));
  }

  /**
   * Tells a run something, and counts once however often it is tried.
   *
   * @throws ClientFailure where there is no such run, where it has ended or was closed, and where
   *     whether it took this in is not known
   */
  public <T extends ControlMessage> Delivery send(String id, RunMessage<T> message, T content) {
    return send(id, message, content, ANSWER_PATIENCE);
  }

  /**
   * The same, where somebody waits otherwise for the answer.
   *
   * @param wait how long the run may look before it answers, once it took the message in
   */
  public <T extends ControlMessage> Delivery send(
      String id, RunMessage<T> message, T content, Duration wait) {
    return new Sending<>(this, connection, patience, wait, id, message, content).deliver();
  }

  /** How a closed run ended; nothing where it was cancelled, or is not one of ours. */
  public Optional<MigrationOutcome> outcome(String id) {
    try {
      return Optional.ofNullable(
          client()
              .newUntypedWorkflowStub(id)
              .getResult(Questions.PATIENCE.toSeconds(), TimeUnit.SECONDS, MigrationOutcome.class));
    } catch (WorkflowServiceException e) {
      throw connection.unanswered(e);
    } catch (TimeoutException | WorkflowFailedException | DataConverterException e) {
      return Optional.empty();
    }
  }

  /**
   * Why Temporal closed a run, as far as anybody said; empty where nobody did.
   *
   * @throws ClientFailure.UnknownRun where there is no such run
   */
  public String closingReason(String id) {
    try {
      return ClosingEvent.reason(client(), id);
    } catch (StatusRuntimeException e) {
      throw connection.failed(id, e);
    }
  }

  /**
   * What a run waits for just now, as Temporal itself knows it.
   *
   * @throws ClientFailure.UnknownRun where there is no such run
   */
  public List<PendingWork> pending(String id) {
    try {
      return PendingLook.at(client(), id);
    } catch (StatusRuntimeException e) {
      throw connection.failed(id, e);
    }
  }

  /**
   * What Temporal recorded of a run and its children.
   *
   * @throws ClientFailure.UnknownRun where there is no such run
   */
  public RunHistory history(String id) {
    try {
      return RunHistory.of(client(), id);
    } catch (StatusRuntimeException e) {
      throw connection.failed(id, e);
    }
  }

  /** Who works where. */
  public HeldLocks locks() {
    return new HeldLocks(connection);
  }

  /** What a worker finds of what a plan refers to. */
  public WorkerSight sight() {
    return new WorkerSight(connection);
  }

  /** When a worker last asked for work; nothing where none did lately, or nobody says so. */
  public Optional<Instant> workerLastSeen() {
    try {
      return pollers().getPollersList().stream()
          .map(PollerInfo::getLastAccessTime)
          .map(time -> Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
          .max(Comparator.naturalOrder());
    } catch (StatusRuntimeException | Unanswered e) {
      return Optional.empty();
    }
  }

  private DescribeTaskQueueResponse pollers() {
    WorkflowClient client = client();
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(5, TimeUnit.SECONDS)
        .describeTaskQueue(
            DescribeTaskQueueRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(Names.TASK_QUEUE))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                .build());
  }

  /** Where the Temporal UI shows a run; empty where the UI's address is not known. */
  public String ui(String id) {
    return endpoint().ui().isEmpty()
        ? ""
        : endpoint().ui()
            + "/namespaces/"
            + endpoint().namespace()
            + "/workflows/"
            + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  /** Temporal's address and namespace. */
  public String place() {
    return endpoint().place();
  }

  private WorkflowClient client() {
    return connection.client();
  }
}
