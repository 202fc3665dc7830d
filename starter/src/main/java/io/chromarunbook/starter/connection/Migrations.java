package io.chromarunbook.starter.connection;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.worker.TemporalConnection;
import io.chromarunbook.worker.TemporalSettings;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.text.ShellWords;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts migrations, asks them and tells them. */
public final class Migrations implements AutoCloseable {

  /** How long an answer may take before a message goes by the door that needs no worker. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long a question may take before nobody is there to answer it. */
  private static final Duration QUESTION_PATIENCE = Duration.ofSeconds(5);

  private static final String ALL_RUNS = "WorkflowType = 'Runbook'";

  private final TemporalConnection temporal;
  private final WorkflowClient client;
  private final Duration patience;

  private Migrations(TemporalConnection temporal, WorkflowClient client, Duration patience) {
    this.temporal = temporal;
    this.client = client;
    this.patience = patience;
  }

  /**
   * Finds Temporal and asks whether it is there.
   *
   * @throws Failure where it is not, or where what is configured cannot be used
   */
  public static Migrations connect(Path home, Map<String, String> environment) {
    Migrations migrations = open(home, environment);
    Optional<String> problem = migrations.temporal.problem();
    if (problem.isPresent()) {
      migrations.close();
      throw Failure.unreachable(problem.get(), null);
    }
    return migrations;
  }

  private static Migrations open(Path home, Map<String, String> environment) {
    try {
      TemporalConnection temporal =
          TemporalConnection.open(TemporalSettings.find(home, environment));
      return new Migrations(temporal, temporal.client(), PATIENCE);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage(), e);
    }
  }

  /** Over a client that somebody else closes. */
  static Migrations over(WorkflowClient client, Duration patience) {
    return new Migrations(null, client, patience);
  }

  /**
   * Starts a run.
   *
   * @throws Failure where the id is used, naming the next free one
   */
  public void start(NewRun run) {
    WorkflowStub stub =
        client.newUntypedWorkflowStub(
            run.workflow().type(),
            WorkflowOptions.newBuilder()
                .setWorkflowId(run.id())
                .setTaskQueue(Names.TASK_QUEUE)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setMemo(
                    Map.of(
                        "planDigest",
                        run.request().planDigest(),
                        KnownRun.PLAN_FILE,
                        run.planFile(),
                        "owner",
                        run.owner()))
                .setStaticSummary(
                    run.request().plan().source().url()
                        + " to "
                        + run.request().plan().target().url())
                .build());
    try {
      var ignored = stub.start(run.request());
    } catch (WorkflowExecutionAlreadyStarted e) {
      throw usedId(run.id(), run.planFile());
    } catch (WorkflowServiceException e) {
      throw broken(e);
    }
  }

  /** The refusal that names the next free id. */
  public Failure usedId(String id, String planFile) {
    return Failure.refused(
        "The id "
            + id
            + " was used before, and an id is used once; start with the next free one: "
            + Commands.of("start " + ShellWords.quoted(planFile) + " --id " + nextFreeId(id)));
  }

  private String nextFreeId(String id) {
    NumberedId next = NumberedId.of(id).next();
    while (known(next.text()).isPresent()) {
      next = next.next();
    }
    return next.text();
  }

  /** The id of the next dry-run of a migration. */
  public String nextDryRun(String id) {
    int number = 1;
    while (known(Names.dryRun(id, number)).isPresent()) {
      number++;
    }
    return Names.dryRun(id, number);
  }

  /** What Temporal knows of a run; nothing where it knows none of this id. */
  public Optional<KnownRun> known(String id) {
    try {
      return Optional.of(KnownRun.of(client.newUntypedWorkflowStub(id).describe()));
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    } catch (WorkflowServiceException e) {
      throw broken(e);
    }
  }

  /**
   * What Temporal knows of a run that must exist.
   *
   * @throws Failure where it knows none
   */
  public KnownRun describe(String id) {
    return known(id).orElseThrow(() -> unknown(id));
  }

  /** All migrations Temporal still remembers, newest first; no dry-runs. */
  public List<KnownRun> all() {
    try (Stream<io.temporal.client.WorkflowExecutionMetadata> found =
        client.listExecutions(ALL_RUNS)) {
      return found
          .map(KnownRun::of)
          .sorted(Comparator.comparing(KnownRun::startedAt).reversed())
          .toList();
    } catch (StatusRuntimeException e) {
      throw broken(e);
    }
  }

  /**
   * Where a run stands.
   *
   * @throws SilentWorker where no worker answers for it
   * @throws Failure where there is no such run
   */
  public MigrationStatus status(String id) throws SilentWorker {
    return ask(id, "status", MigrationStatus.class);
  }

  /**
   * What the open gate decides on.
   *
   * @return nothing while no gate is open
   */
  public Optional<EvidenceView> evidence(String id) throws SilentWorker {
    return Optional.ofNullable(ask(id, "evidence", EvidenceView.class));
  }

  private <T> T ask(String id, String question, Class<T> type) throws SilentWorker {
    try {
      return withinPatience(() -> client.newUntypedWorkflowStub(id).query(question, type));
    } catch (WorkflowNotFoundException e) {
      throw unknown(id);
    } catch (WorkflowQueryException e) {
      throw new SilentWorker(e);
    } catch (WorkflowServiceException e) {
      if (noWorker(e)) {
        throw new SilentWorker(e);
      }
      throw broken(e);
    }
  }

  /** Left alone, the client asks again and again for minutes, and people take that for a hang. */
  private static <T> T withinPatience(Supplier<T> question) {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (CancellableContext limited =
        Context.current()
            .withDeadlineAfter(QUESTION_PATIENCE.toMillis(), TimeUnit.MILLISECONDS, clock)) {
      Context before = limited.attach();
      try {
        return question.get();
      } finally {
        limited.detach(before);
      }
    } finally {
      var ignored = clock.shutdownNow();
    }
  }

  private static boolean noWorker(WorkflowServiceException e) {
    return e.getCause() instanceof StatusRuntimeException status
        && (status.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED
            || status.getStatus().getCode() == Status.Code.FAILED_PRECONDITION);
  }

  /**
   * Tells a run something: by the update, which answers; and where no worker answers in time, by
   * the signal of the same name with the same request, which counts once.
   *
   * @throws Failure where there is no such run, or it has ended
   */
  public Delivery send(String id, String message, String requestId, Object record) {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    Thread update =
        new Thread(() -> update(answer, id, message, requestId, record), "update-" + message);
    update.setDaemon(true);
    update.start();
    try {
      return new Delivery.Answered(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      signal(id, message, record);
      return new Delivery.Recorded(requestId);
    } catch (ExecutionException e) {
      return failed(id, message, requestId, record, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  private Delivery failed(
      String id, String message, String requestId, Object record, Throwable cause) {
    if (cause instanceof WorkflowNotFoundException) {
      describe(id);
      throw Failure.refused(
          "The migration "
              + id
              + " has ended and takes no more messages; see "
              + Commands.of("report " + id));
    }
    if (cause instanceof WorkflowUpdateException refused) {
      return new Delivery.Answered(new Reply.Refused(reason(refused)));
    }
    if (cause instanceof WorkflowServiceException service && noWorker(service)) {
      signal(id, message, record);
      return new Delivery.Recorded(requestId);
    }
    if (cause instanceof RuntimeException other) {
      throw other instanceof WorkflowServiceException || other instanceof StatusRuntimeException
          ? broken(other)
          : other;
    }
    throw new IllegalStateException(cause);
  }

  private static String reason(WorkflowUpdateException refused) {
    return refused.getCause() instanceof ApplicationFailure failure
        ? failure.getOriginalMessage()
        : String.valueOf(refused.getMessage());
  }

  private void update(
      CompletableFuture<Reply> answer, String id, String message, String requestId, Object record) {
    try {
      answer.complete(
          client
              .newUntypedWorkflowStub(id)
              .startUpdate(
                  UpdateOptions.newBuilder(Reply.class)
                      .setUpdateName(message)
                      .setUpdateId(requestId)
                      .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                      .build(),
                  record)
              .getResult());
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private void signal(String id, String message, Object record) {
    try {
      client.newUntypedWorkflowStub(id).signal(message, record);
    } catch (WorkflowNotFoundException e) {
      throw unknown(id);
    } catch (WorkflowServiceException e) {
      throw broken(e);
    }
  }

  /** What Temporal recorded of a run and its children. */
  public RunHistory history(String id) {
    try {
      return RunHistory.of(client, id);
    } catch (WorkflowNotFoundException e) {
      throw unknown(id);
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      throw broken(e);
    }
  }

  /** When a worker last asked for work; nothing where none did lately. */
  public Optional<Instant> workerLastSeen() {
    DescribeTaskQueueRequest request =
        DescribeTaskQueueRequest.newBuilder()
            .setNamespace(temporal.settings().namespace())
            .setTaskQueue(TaskQueue.newBuilder().setName(Names.TASK_QUEUE))
            .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
            .build();
    try {
      return temporal
          .service()
          .blockingStub()
          .withDeadlineAfter(5, TimeUnit.SECONDS)
          .describeTaskQueue(request)
          .getPollersList()
          .stream()
          .map(PollerInfo::getLastAccessTime)
          .map(time -> Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
          .max(Comparator.naturalOrder());
    } catch (StatusRuntimeException e) {
      return Optional.empty();
    }
  }

  /** Where the Temporal UI shows a run; empty where the UI's address is not known. */
  public String ui(String id) {
    String ui = temporal.settings().ui();
    return ui == null || ui.isEmpty()
        ? ""
        : ui
            + "/namespaces/"
            + temporal.settings().namespace()
            + "/workflows/"
            + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  /** Where Temporal is. */
  public TemporalSettings settings() {
    return temporal.settings();
  }

  private static Failure unknown(String id) {
    return Failure.usage(
        "Temporal knows no migration "
            + id
            + "; see which there are with "
            + Commands.of("status"));
  }

  private Failure broken(RuntimeException e) {
    Throwable cause = e instanceof StatusRuntimeException ? e : e.getCause();
    String why =
        cause instanceof StatusRuntimeException status
            ? status.getStatus().getCode().toString()
            : e.getMessage();
    String where = temporal == null ? "" : " at " + temporal.settings().description();
    return Failure.unreachable(
        "Temporal"
            + where
            + " stopped answering ("
            + why
            + "); look at it with "
            + Commands.of("doctor"),
        e);
  }

  /**
   * Asks for a status and gets this one, without a server, for the archive that makes starts quick.
   */
  public static MigrationStatus rehearse(
      Path home, Map<String, String> environment, MigrationStatus status) {
    Map<String, String> rehearsal = new HashMap<>(environment);
    // Keys and certificates are for the real one.
    rehearsal.keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
    try (RehearsalTemporal temporal = new RehearsalTemporal(status)) {
      rehearsal.put("TEMPORAL_ADDRESS", temporal.address());
      try (Migrations migrations = connect(home, rehearsal)) {
        return migrations.status("rehearsal");
      }
    } catch (IOException | SilentWorker e) {
      throw new IllegalStateException("a rehearsal needs a free port of this machine", e);
    }
  }

  @Override
  public void close() {
    if (temporal != null) {
      temporal.close();
    }
  }
}
