package io.chromarunbook.workflows.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.RunbookDataConverter;
import io.chromarunbook.workflows.copy.CollectionWorkflowImpl;
import io.chromarunbook.workflows.copy.CopyWorkflowImpl;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A runbook on a server that skips time, in a {@link FakeWorld}. */
final class RunbookTestBed implements AutoCloseable {

  static final String ID = "kb-to-1x";

  /** What else the standard plan says of importing: strictly one after another. */
  private static final String IN_ORDER = "import: {readAhead: 0}\n";

  static final String PLAN =
      """
      migration: kb-to-1x
      source: {url: "http://source:8000"}
      target: {url: "http://target:8000"}
      people: {operations-lead: [ann], dba: [bo], security: [cy], technician: [ed], on-call: [di]}
      traffic:
        mode: commands
        commands:
          freeze: {run: [freeze]}
          thaw: {run: [thaw]}
          switch: {run: [switch]}
          revert: {run: [revert]}
          restart: {run: [restart]}
          verify: {run: [verify]}
      """;

  /** Every heartbeat counts, so that a call learns at once that it is cancelled. */
  private static final WorkerOptions BEATING =
      WorkerOptions.newBuilder()
          .setMaxHeartbeatThrottleInterval(Duration.ofMillis(5))
          .setDefaultHeartbeatThrottleInterval(Duration.ofMillis(5))
          .build();

  /**
   * Where a timer fires while a task is answered that cancels it, the test server refuses the
   * answer ("invalid history builder state for action") and, other than a real one, says nothing of
   * it to the task: it is given again only when this has passed, in real time.
   */
  private static final Duration TASK_TIMEOUT = Duration.ofSeconds(2);

  final FakeWorld world = new FakeWorld();
  final TestWorkflowEnvironment environment;
  private final AtomicInteger requests = new AtomicInteger();

  RunbookTestBed() {
    this(600);
  }

  /** With a workflow cache of this size; 0 replays the whole history at every task. */
  RunbookTestBed(int cached) {
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(RunbookDataConverter.create())
                        .build())
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(cached).build())
                .registerSearchAttribute(
                    "RunbookState", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute("RunbookStep", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute("RunbookPercent", IndexedValueType.INDEXED_VALUE_TYPE_INT)
                .registerSearchAttribute(
                    "RunbookAwaiting", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST)
                .registerSearchAttribute(
                    "RunbookTarget", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .build());
    Worker worker = environment.newWorker(Names.TASK_QUEUE, BEATING);
    worker.registerWorkflowImplementationTypes(
        RunbookWorkflowImpl.class,
        DryRunWorkflowImpl.class,
        CopyWorkflowImpl.class,
        CollectionWorkflowImpl.class,
        Metronome.Beating.class);
    worker.registerActivitiesImplementations(world, world.targetReading);
    environment
        .newWorker(Names.DATA_TASK_QUEUE, BEATING)
        .registerActivitiesImplementations(world, world.targetReading);
    environment.start();
    WorkflowClient.start(
        environment
                .getWorkflowClient()
                .newWorkflowStub(
                    Metronome.class,
                    WorkflowOptions.newBuilder().setTaskQueue(Names.TASK_QUEUE).build())
            ::beat,
        Duration.ofMinutes(5));
  }

  /** Starts a migration by the standard plan with lines added to it. */
  RunbookTestBed start(String more) {
    return start(planned(more), null);
  }

  /** The standard plan with lines added to it. */
  static Plan planned(String more) {
    return PlanReader.read(PLAN + IN_ORDER + more);
  }

  /**
   * Starts a migration as {@link #start(String)} does, which reads ahead as plans do by default.
   */
  RunbookTestBed startReadingAhead(String more) {
    return start(PlanReader.read(PLAN + more), null);
  }

  RunbookTestBed start(Plan plan, String replaces) {
    return start(plan, null, replaces);
  }

  RunbookTestBed start(Plan plan, String startedBy, String replaces) {
    WorkflowClient.start(
        workflow()::run, MigrationRequest.of(plan, Json.digest(plan), startedBy, replaces));
    return this;
  }

  /** Starts a run that goes on where an earlier part of it stopped. */
  RunbookTestBed startCarrying(String more, MigrationState carried) {
    Plan plan = planned(more);
    WorkflowClient.start(
        workflow()::run, new MigrationRequest(plan, Json.digest(plan), null, null, carried));
    return this;
  }

  /** From now on all three approve every gate at once. */
  RunbookTestBed agreeing() {
    world.onEvidence = evidence -> everybodyApproves(evidence.gate(), evidence.digest());
    return this;
  }

  /** All three approve this gate at once, whose evidence may just be being written. */
  void everybodyApproves(GateId gate, String digest) {
    running().approve(new GateAnswer(request(), gate, Role.OPERATIONS_LEAD, "ann", digest, null));
    running().approve(new GateAnswer(request(), gate, Role.DBA, "bo", digest, null));
    running().approve(new GateAnswer(request(), gate, Role.SECURITY, "cy", digest, null));
  }

  /** How the run ended, in its report. */
  MigrationStatus reported() {
    return world.reports.get(ID);
  }

  /** Starts a dry-run. */
  DryRunWorkflow dryRun(Plan plan) {
    DryRunWorkflow workflow =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                DryRunWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(Names.TASK_QUEUE)
                    .setWorkflowId(Names.dryRun(ID, 1))
                    .build());
    WorkflowClient.start(workflow::run, MigrationRequest.of(plan, Json.digest(plan), null, null));
    return workflow;
  }

  RunbookWorkflow running() {
    return environment.getWorkflowClient().newWorkflowStub(RunbookWorkflow.class, ID);
  }

  MigrationStatus status() {
    return running().status();
  }

  /**
   * How the run ends; time is skipped until then, a bounded piece at a time: left to itself the
   * server may skip to the end of all time while a message is still under way.
   */
  MigrationOutcome outcome() {
    for (int i = 0; i < 600 && stillRuns(); i++) {
      environment.sleep(Duration.ofSeconds(i < 60 ? 5 : i < 300 ? 60 : 3600));
    }
    MigrationOutcome outcome = WorkflowStub.fromTyped(running()).getResult(MigrationOutcome.class);
    // Whatever a test is about: a run that ended in NO-GO did not fail, and none of its steps did.
    if (outcome.state() != RunState.FAILED && reported() != null) {
      assertThat(reported().steps())
          .noneMatch(step -> step.state() == StepLine.State.FAILED)
          .filteredOn(StepLine::endedTheRun)
          .allSatisfy(step -> assertThat(step.note()).isNotEmpty());
    }
    return outcome;
  }

  private boolean stillRuns() {
    return WorkflowStub.fromTyped(running()).describe().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  /** Lets the run go on, skipping time, until its status is as wanted. */
  MigrationStatus until(Predicate<MigrationStatus> wanted) {
    for (int i = 0; i < 400; i++) {
      MigrationStatus status = status();
      if (wanted.test(status)) {
        return status;
      }
      environment.sleep(Duration.ofSeconds(i < 60 ? 1 : 60));
    }
    MigrationStatus last = status();
    throw new AssertionError(
        "never came to be; the run is %s at step %s: %s"
            .formatted(last.state(), last.step(), last.reason()));
  }

  /** One line of the timeline. */
  static StepLine line(MigrationStatus status, Step step) {
    return status.steps().stream().filter(line -> line.id() == step).findFirst().orElseThrow();
  }

  MigrationStatus untilOpen(GateId gate) {
    return until(status -> open(status, gate));
  }

  MigrationStatus until(RunState state) {
    return until(status -> status.state() == state);
  }

  Reply approve(GateId gate, Role role, String by) {
    return running().answerApprove(answer(gate, role, by));
  }

  Reply reject(GateId gate, Role role, String by) {
    return running().answerReject(answer(gate, role, by));
  }

  GateAnswer answer(GateId gate, Role role, String by) {
    return new GateAnswer(request(), gate, role, by, digest(gate), null);
  }

  /** The digest of the evidence a gate was opened with. */
  String digest(GateId gate) {
    return status().gates().stream()
        .filter(line -> line.id() == gate)
        .findFirst()
        .orElseThrow()
        .evidenceDigest();
  }

  /** All three roles approve. */
  void approveAll(GateId gate) {
    untilOpen(gate);
    approve(gate, Role.OPERATIONS_LEAD, "ann");
    approve(gate, Role.DBA, "bo");
    approve(gate, Role.SECURITY, "cy");
  }

  Order order(String by) {
    return new Order(request(), by, "a test wants it");
  }

  HoldDecision decision(Choice choice, String by) {
    return new HoldDecision(request(), choice, null, by, "a test wants it");
  }

  Confirmation confirmation(TrafficAction action, String by) {
    return new Confirmation(request(), action, by, null, false);
  }

  /** A confirmation that is to count whatever a machine finds. */
  Confirmation insisted(TrafficAction action, String by) {
    return new Confirmation(request(), action, by, "a test insists", true);
  }

  String request() {
    return "request-" + requests.incrementAndGet();
  }

  Instant now() {
    return Instant.ofEpochMilli(environment.currentTimeMillis());
  }

  private static boolean open(MigrationStatus status, GateId gate) {
    return status.gates().stream().anyMatch(line -> line.id() == gate && line.open());
  }

  private RunbookWorkflow workflow() {
    return environment
        .getWorkflowClient()
        .newWorkflowStub(
            RunbookWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(Names.TASK_QUEUE)
                .setWorkflowId(ID)
                .setWorkflowTaskTimeout(TASK_TIMEOUT)
                .setStaticSummary("a test's migration")
                .build());
  }

  @Override
  public void close() {
    environment.close();
  }
}
