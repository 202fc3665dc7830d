package io.chromarunbook.starter.connection;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.stack.Await;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.starter.terminal.StartLine;
import io.chromarunbook.worker.StackDownException;
import io.chromarunbook.worker.TemporalConnection;
import io.chromarunbook.worker.TemporalSettings;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.runbook.MigrationOutcome;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
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
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverterException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** A supervisor starts a Temporal that was killed within five seconds. */
  private static final Duration REVIVAL = Duration.ofSeconds(6);

  private static final String ALL_RUNS = "WorkflowType IN ('Runbook', 'DryRun')";

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
    try {
      OwnTemporal.mustRun(home, migrations.settings());
      Optional<String> problem = migrations.temporal.problem();
      if (problem.isPresent() && OwnTemporal.comesBack(home, migrations.settings())) {
        problem = migrations.problemAfter(REVIVAL);
      }
      if (problem.isPresent()) {
        throw Failure.unreachable(problem.get(), null);
      }
      return migrations;
    } catch (Failure e) {
      migrations.close();
      throw e;
    }
  }

  /** What is still wrong after as long as a killed server takes to be started again. */
  private Optional<String> problemAfter(Duration revival) {
    var answered = Await.until(() -> temporal.problem().isEmpty(), revival);
    return answered ? Optional.empty() : temporal.problem();
  }

  private static Migrations open(Path home, Map<String, String> environment) {
    try {
      TemporalConnection temporal =
          TemporalConnection.open(TemporalSettings.find(home, environment));
      return new Migrations(temporal, temporal.client(), PATIENCE);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage(), e);
    } catch (StackDownException e) {
      throw Failure.unreachable(e.getMessage(), e);
    }
  }

  /** Over a client that somebody else closes. */
  static Migrations over(WorkflowClient client, Duration patience) {
    return new Migrations(null, client, patience);
  }

  /**
   * Starts a run, which from then on is this home's.
   *
   * @throws Failure where the id is used, naming the next free one
   */
  public void start(NewRun run, RunbookHome home) {
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
                        run.owner(),
                        KnownRun.HOME,
                        home.id(),
                        KnownRun.REPLACES,
                        Optional.ofNullable(run.request().replaces()).orElse(""),
                        KnownRun.STARTED_BY,
                        Optional.ofNullable(run.request().startedBy()).orElse("")))
                .setStaticSummary(
                    run.request().plan().source().url()
                        + " to "
                        + run.request().plan().target().url())
                .build());
    try {
      var ignored = stub.start(run.request());
    } catch (WorkflowExecutionAlreadyStarted e) {
      throw usedId(run.line(), home);
    } catch (WorkflowServiceException e) {
      throw broken(e);
    }
  }

  /** The refusal of a used id that names the next free one. */
  public Failure usedId(StartLine wanted, RunbookHome home) {
    return Failure.refused(
        "The id "
            + wanted.id()
            + " was used before, and an id is used once; start with the next free one: "
            + wanted.under(nextFreeId(wanted.id(), home)).command());
  }

  /** The next id, counting on from this one, that neither Temporal nor the home has seen. */
  public String nextFreeId(String id, RunbookHome home) {
    NumberedId next = NumberedId.of(id).next();
    while (used(next.text(), home)) {
      next = next.next();
    }
    return next.text();
  }

  /** The id of the next dry-run of a migration. */
  public String nextDryRun(String id, RunbookHome home) {
    int number = 1;
    while (used(Names.dryRun(id, number), home)) {
      number++;
    }
    return Names.dryRun(id, number);
  }

  /** Whether Temporal knows a run of this id, or the home has the folder of one. */
  public boolean used(String id, RunbookHome home) {
    return forgotten(id, home).isPresent() || known(id).isPresent();
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
   * What there is of a run.
   *
   * @throws Failure where neither Temporal nor this home knows one of this id
   */
  public RunStanding standing(String id, RunbookHome home) {
    return find(id, home).orElseThrow(() -> unknown(id));
  }

  /** What there is of a run; nothing where neither Temporal nor this home knows one of this id. */
  public Optional<RunStanding> find(String id, RunbookHome home) {
    Optional<KnownRun> known = known(id);
    return known.isPresent() ? known.map(this::standing) : forgotten(id, home);
  }

  private RunStanding standing(KnownRun run) {
    if (run.open()) {
      return new RunStanding.Open(run);
    }
    return run.brokenOff() ? brokenOff(run) : new RunStanding.Ended(run, outcome(run.id()));
  }

  private static Optional<RunStanding> forgotten(String id, RunbookHome home) {
    try {
      RunFolder folder = home.run(id);
      return Files.exists(folder.owner())
          ? Optional.of(new RunStanding.Forgotten(id, folder))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What Temporal has on record of a run that it closed. */
  RunStanding.BrokenOff brokenOff(KnownRun run) {
    try {
      return new RunStanding.BrokenOff(run, ClosingEvent.reason(client, run.id()));
    } catch (StatusRuntimeException e) {
      throw broken(e);
    }
  }

  private Optional<MigrationOutcome> outcome(String id) {
    try {
      return Optional.ofNullable(
          client
              .newUntypedWorkflowStub(id)
              .getResult(QUESTION_PATIENCE.toSeconds(), TimeUnit.SECONDS, MigrationOutcome.class));
    } catch (WorkflowServiceException e) {
      throw broken(e);
    } catch (TimeoutException | WorkflowFailedException | DataConverterException e) {
      // Cancelled, or of a workflow that is not ours.
      return Optional.empty();
    }
  }

  /** Who works where. */
  public HeldLocks locks() {
    return new HeldLocks(client, this::broken);
  }

  /** What a run waits for just now, as Temporal itself knows it. */
  public List<PendingWork> pending(String id) {
    try {
      return PendingLook.at(client, id);
    } catch (StatusRuntimeException e) {
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

  /** All migrations and dry-runs Temporal still remembers, newest first. */
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
      if (noWorker(e) && temporalAnswers()) {
        throw new SilentWorker(e);
      }
      throw broken(e);
    }
  }

  /** A question that got no answer in time says nothing of who kept silent. */
  private boolean temporalAnswers() {
    return temporal == null || temporal.problem().isEmpty();
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

  static boolean noWorker(WorkflowServiceException e) {
    return e.getCause() instanceof StatusRuntimeException status
        && (status.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED
            || status.getStatus().getCode() == Status.Code.FAILED_PRECONDITION);
  }

  /**
   * Tells a run something, and counts once however often it is tried.
   *
   * @throws Failure where there is no such run, or it has ended
   */
  public Delivery send(String id, String message, String requestId, Object record) {
    return new Sending(this, client, patience, id, message, requestId, record).deliver();
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

  /** Temporal's address and namespace; empty where they are not known. */
  public String place() {
    return temporal == null ? "" : temporal.settings().place();
  }

  Failure unknown(String id) {
    return Failure.usage(
        "Temporal"
            + (temporal == null ? "" : " at " + place())
            + " knows no migration "
            + id
            + "; see which there are with "
            + Commands.of("status"));
  }

  Failure broken(RuntimeException e) {
    String where = temporal == null ? "" : " at " + temporal.settings().description();
    return Failure.unreachable(
        silent(e)
            ? "Temporal"
                + where
                + " does not answer ("
                + why(e)
                + "): your runs are safe and go on when it does; start it with "
                + Commands.of("up")
                + ", or look at it with "
                + Commands.of("doctor")
            : "Temporal"
                + where
                + " refuses what it was asked ("
                + why(e)
                + "): your runs are safe; look at it with "
                + Commands.of("doctor"),
        e);
  }

  /** Whether nobody is there, rather than somebody who says no. */
  private static boolean silent(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        return switch (status.getStatus().getCode()) {
          case UNIMPLEMENTED,
              PERMISSION_DENIED,
              UNAUTHENTICATED,
              INVALID_ARGUMENT,
              FAILED_PRECONDITION ->
              false;
          default -> true;
        };
      }
    }
    return true;
  }

  /** Why a call to Temporal failed, in one line; empty where that is not known. */
  static String why(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        return TemporalConnection.why(status.getStatus());
      }
    }
    return "";
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
