package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.copy.CopyProgress;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.ReportActivities;
import io.chromarunbook.workflows.steps.ReportFiles;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The runbook. {@link #followTheRunbook} is its table of contents. */
public final class RunbookWorkflowImpl implements RunbookWorkflow {

  private final MigrationRequest request;
  private final MigrationState state;
  private final RunContext context;
  private final Gates gates;
  private final MessageHandlers handlers;
  private final PreMigration preMigration;
  private final GateKeeper gateKeeper;
  private final SourceRecheck sourceRecheck;
  private final Window window;
  private final Cutover cutover;
  private final Rollback rollback;
  private final CancellationScope runbook;
  private final CancellationScope freezeGuard;

  /** Sets everything up before the first message is handled. */
  @WorkflowInit
  public RunbookWorkflowImpl(MigrationRequest request) {
    this.request = request;
    this.state = request.carried() == null ? new MigrationState() : request.carried();
    if (state.runId == null) {
      state.runId = Workflow.getInfo().getFirstExecutionRunId();
      state.startedAt = Timeline.now();
    }
    RunReference run =
        new RunReference(Workflow.getInfo().getWorkflowId(), state.runId, request.planDigest());
    PlanInForce inForce = new PlanInForce(request.plan(), run);
    Journal journal = new Journal(state);
    Timeline timeline = new Timeline(state, journal, request.plan());
    Waiting waiting = new Waiting(this::continueAsNew);
    Authority authority = new Authority(request.plan());
    FreezeBudget freeze = new FreezeBudget(state, request.plan());
    this.gates = new Gates(state, journal, request.plan(), authority);
    StatusBoard board = new StatusBoard(inForce, state, timeline, gates, freeze);
    Notifier notifier = new Notifier(inForce, journal, waiting);
    this.context =
        new RunContext(inForce, state, timeline, journal, waiting, notifier, gates, freeze, board);
    this.handlers =
        new MessageHandlers(state, journal, authority, gates, inForce, new Interrupter());
    Traffic traffic = new Traffic(context);
    this.preMigration = new PreMigration(context, request.replaces());
    this.sourceRecheck = new SourceRecheck(context, new Interrupter()::fail);
    this.window = new Window(context, traffic, sourceRecheck, request.replaces());
    this.gateKeeper =
        new GateKeeper(context, new GateEvidence(state, inForce), preMigration, window);
    this.runbook = Workflow.newCancellationScope(this::followTheRunbook);
    this.freezeGuard = Workflow.newCancellationScope(this::guardFreezeBudget);
    this.cutover = new Cutover(context, traffic, sourceRecheck, freezeGuard::cancel);
    this.rollback = new Rollback(context, traffic);
  }

  @Override
  public MigrationOutcome run(MigrationRequest same) {
    try {
      runbook.run();
    } catch (EndOfRun end) {
      // The state has the reason.
    } catch (TemporalFailure failure) {
      noteEnding(failure);
    }
    MigrationOutcome[] outcome = new MigrationOutcome[1];
    Workflow.newDetachedCancellationScope(() -> outcome[0] = conclude()).run();
    return outcome[0];
  }

  private void followTheRunbook() {
    preMigration.open();
    preMigration.health();
    preMigration.inventoryAndBackup();
    preMigration.capacity();
    preMigration.dryRun();
    preMigration.review();
    preMigration.rolesAndWindow();
    gateKeeper.preMigration();
    preMigration.waitForStart();

    freezeGuard.run();
    window.freezeSource();
    window.takeSnapshot();
    window.migrate();
    window.validate();
    window.review();
    gateKeeper.goNoGo();

    cutover.cutOver();
    cutover.watch();
    finish();
    stayUntilClosed();
  }

  /** Acceptance after the window, and the report. */
  private void finish() {
    context.step(
        Step.POST_MIGRATION,
        RunState.MONITORING,
        () -> {
          String acceptance = acceptanceAfterTheWindow();
          if (acceptance != null && !acceptance.equals(Traffic.ACCEPTED)) {
            context
                .journal()
                .deviation("After the window an acceptance command fails: " + acceptance);
          }
          context.timeline().skip(Step.ROLLBACK, "GO");
          return acceptance == null ? "reported" : "acceptance " + acceptance + ", reported";
        });
    if (state.state != RunState.COMPLETED) {
      state.state = RunState.COMPLETED;
      context.board().publish();
      report();
      context
          .notifier()
          .tell(
              context.notice(
                  "completed",
                  "The source stays frozen until it is thawed by hand; the report says how.",
                  Role.OPERATIONS_LEAD,
                  Role.DBA,
                  Role.ON_CALL));
    }
  }

  /** What has been watched for an hour is not given up because a command of the plan fails. */
  private String acceptanceAfterTheWindow() {
    try {
      return new Traffic(context).acceptance();
    } catch (ActivityFailure failure) {
      return StepFailure.of(failure).reason();
    }
  }

  /**
   * A completed run can be rolled back until it is closed, at the latest when its snapshot goes.
   */
  private void stayUntilClosed() {
    context
        .waiting()
        .until(
            state.snapshot.retainUntil(), "open for a rollback until closed", () -> state.closed);
    state.closed = true;
  }

  /** What is left to do however the run went. */
  private MigrationOutcome conclude() {
    freezeGuard.cancel();
    sourceRecheck.stop();
    if (state.ending != null) {
      for (GateId gate : GateId.values()) {
        gates.close(gate);
      }
      state.hold = null;
      state.asked = false;
      state.paused = false;
      state.state = rollback.walk();
      context.board().publish();
      report();
      context
          .notifier()
          .tell(
              context.notice(
                  state.state.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  state.ending.reason(),
                  Role.OPERATIONS_LEAD,
                  Role.DBA,
                  Role.ON_CALL));
    }
    context.notifier().settle();
    Workflow.await(Workflow::isEveryHandlerFinished);
    return new MigrationOutcome(
        state.state,
        state.decision,
        state.ending == null ? "GO, cut over and watched" : state.ending.reason(),
        state.report);
  }

  private void report() {
    // So that it says which notices did not arrive.
    context.notifier().settle();
    try {
      ReportFiles files =
          Workflow.newActivityStub(ReportActivities.class, Profiles.notice("write the report"))
              .writeReport(context.run(), context.board().status(), evidence());
      state.report = files.markdown();
    } catch (ActivityFailure failure) {
      context
          .journal()
          .deviation("The report could not be written: " + StepFailure.of(failure).reason());
    }
  }

  /** Ends the run by itself while a rollback still fits into the freeze. */
  private void guardFreezeBudget() {
    if (state.switchAttempted) {
      return;
    }
    Async.procedure(
        () -> {
          Workflow.await(() -> state.frozenSince != null);
          // A wait that ends at the last safe GO ends by itself, with its own reason.
          Instant last = context.freeze().lastSafeGo().orElseThrow().plusSeconds(1);
          Duration left = Duration.between(Timeline.now(), last);
          if (!left.isNegative() && !left.isZero()) {
            Workflow.newTimer(
                    left,
                    TimerOptions.newBuilder()
                        .setSummary("last safe time for GO; the run ends by itself then")
                        .build())
                .get();
          }
          if (!state.switchAttempted) {
            new Interrupter()
                .end(
                    new Ending(
                        Ending.Kind.NO_GO,
                        "",
                        "The freeze budget of "
                            + request.plan().timeline().maxFreeze()
                            + " leaves only the rollback its time"));
          }
        });
  }

  private void noteEnding(TemporalFailure failure) {
    if (state.ending != null) {
      return;
    }
    try {
      StepFailure why = StepFailure.of(failure);
      Ending.Kind kind =
          why.kind() == FailureKind.GAVE_UP
              ? Ending.Kind.NETWORK
              : why.kind() == FailureKind.DEFECT ? Ending.Kind.DEFECT : Ending.Kind.NO_GO;
      state.ending = new Ending(kind, "", why.reason());
    } catch (CanceledFailure cancelled) {
      state.ending =
          new Ending(Ending.Kind.OPERATOR, "", "The workflow was cancelled through Temporal");
    }
  }

  private void continueAsNew() {
    context.timeline().lap();
    Workflow.newContinueAsNewStub(RunbookWorkflow.class)
        .run(
            new MigrationRequest(
                context.plan(), context.run().planDigest(), request.replaces(), state));
  }

  /** How messages stop what the run is doing. */
  private final class Interrupter implements MessageHandlers.Interrupter {

    @Override
    public void end(Ending ending) {
      if (state.ending != null) {
        return;
      }
      state.ending = ending;
      runbook.cancel(ending.reason());
    }

    /** Ends what the run is doing because of what went wrong beside it. */
    void fail(TemporalFailure failure) {
      noteEnding(failure);
      runbook.cancel(state.ending.reason());
    }

    @Override
    public void pause(boolean paused) {
      window.pauseCopying(paused);
      context.board().publish();
    }
  }

  @Override
  public MigrationStatus status() {
    return context.board().status();
  }

  @Override
  public EvidenceView evidence() {
    return gates.open().or(() -> lastOpened()).map(id -> state.gate(id).evidence).orElse(null);
  }

  private Optional<GateId> lastOpened() {
    return List.of(GateId.GO_NO_GO, GateId.PRE_MIGRATION).stream()
        .filter(id -> state.gate(id).evidence != null)
        .findFirst();
  }

  @Override
  public List<StepLine> timeline() {
    return context.timeline().lines();
  }

  @Override
  public void approve(Answer answer) {
    answerApprove(answer);
  }

  @Override
  public Reply answerApprove(Answer answer) {
    return shown(handlers.approve(answer));
  }

  @Override
  public void checkApprove(Answer answer) {
    Messages.check(Messages.flaw(answer));
  }

  @Override
  public void reject(Answer answer) {
    answerReject(answer);
  }

  @Override
  public Reply answerReject(Answer answer) {
    return shown(handlers.reject(answer));
  }

  @Override
  public void checkReject(Answer answer) {
    Messages.check(Messages.flaw(answer));
  }

  @Override
  public void decide(HoldDecision decision) {
    answerDecide(decision);
  }

  @Override
  public Reply answerDecide(HoldDecision decision) {
    return shown(handlers.decide(decision));
  }

  @Override
  public void checkDecide(HoldDecision decision) {
    Messages.check(Messages.flaw(decision));
  }

  @Override
  public void amend(Amendment amendment) {
    answerAmend(amendment);
  }

  @Override
  public Reply answerAmend(Amendment amendment) {
    return shown(handlers.amend(amendment));
  }

  @Override
  public void checkAmend(Amendment amendment) {
    Messages.check(Messages.flaw(amendment));
  }

  @Override
  public void confirm(Confirmation confirmation) {
    answerConfirm(confirmation);
  }

  @Override
  public Reply answerConfirm(Confirmation confirmation) {
    return shown(handlers.confirm(confirmation));
  }

  @Override
  public void checkConfirm(Confirmation confirmation) {
    Messages.check(Messages.flaw(confirmation));
  }

  @Override
  public void pause(Order order) {
    answerPause(order);
  }

  @Override
  public Reply answerPause(Order order) {
    return shown(handlers.pause(order));
  }

  @Override
  public void checkPause(Order order) {
    Messages.check(Messages.flaw(order));
  }

  @Override
  public void resume(Order order) {
    answerResume(order);
  }

  @Override
  public Reply answerResume(Order order) {
    return shown(handlers.resume(order));
  }

  @Override
  public void checkResume(Order order) {
    Messages.check(Messages.flaw(order));
  }

  @Override
  public void abort(Order order) {
    answerAbort(order);
  }

  @Override
  public Reply answerAbort(Order order) {
    return shown(handlers.abort(order));
  }

  @Override
  public void checkAbort(Order order) {
    Messages.check(Messages.flaw(order));
  }

  @Override
  public void rollback(Order order) {
    answerRollback(order);
  }

  @Override
  public Reply answerRollback(Order order) {
    return shown(handlers.rollback(order));
  }

  @Override
  public void checkRollback(Order order) {
    Messages.check(Messages.flaw(order));
  }

  @Override
  public void close(Order order) {
    answerClose(order);
  }

  @Override
  public Reply answerClose(Order order) {
    return shown(handlers.close(order));
  }

  @Override
  public void checkClose(Order order) {
    Messages.check(Messages.flaw(order));
  }

  @Override
  public void copyProgressed(CopyProgress news) {
    window.take(List.of(news));
  }

  @Override
  public void copyProgress(List<CopyProgress> issue) {
    window.take(issue);
  }

  private Reply shown(Reply reply) {
    context.board().publish();
    return reply;
  }
}
