package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.copy.CopyProgress;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.steps.Announcement;
import io.chromarunbook.workflows.steps.OutageNews;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.Locale;

/** The runbook. {@link #followTheRunbook} is its table of contents. */
public final class RunbookWorkflowImpl extends RunDoors implements RunbookWorkflow {

  private final MigrationRequest request;
  private final MigrationState state;
  private final CancellationScope runbook;
  private final RunContext context;
  private final Gates gates;
  private final Holds holds;
  private final Traffic traffic;
  private final Locks locks;
  private final Outages outages;
  private final Freeze freeze;
  private final FreezeGuard freezeGuard;
  private final PreMigration preMigration;
  private final SourceRecheck recheck;
  private final SnapshotStep snapshot;
  private final Copy copy;
  private final Validation validation;
  private final GateKeeper gateKeeper;
  private final LastLook lastLook;
  private final Cutover cutover;
  private final MonitoringWindow window;
  private final Rollback rollback;
  private final ReportWriter report;
  private final MessageHandlers handlers;

  /** Sets everything up before the first message is handled. */
  @WorkflowInit
  public RunbookWorkflowImpl(MigrationRequest request) {
    this.request = request;
    this.state = request.carried() == null ? new MigrationState() : request.carried();
    this.runbook = Workflow.newCancellationScope(this::followTheRunbook);
    PreMigration.begin(state, Workflow.getInfo().getFirstExecutionRunId(), request.startedBy());
    RunReference run =
        new RunReference(
            Workflow.getInfo().getWorkflowId(), state.preparation.runId, request.planDigest());
    PlanInForce inForce = new PlanInForce(request.plan(), run);
    Parts parts = new Parts(inForce, state, new Waiting(this::continueAsNew), runbook::cancel);
    this.context = parts.context;
    this.gates = parts.gates;
    this.locks = new Locks(context);
    this.outages = new Outages(context);
    this.holds = new Holds(context);
    ManualActions byHand = new ManualActions(context);
    this.traffic = new Traffic(context, byHand);
    this.recheck = new SourceRecheck(context);
    this.freeze = new Freeze(context, traffic, byHand, holds, recheck, parts.collections);
    this.freezeGuard = new FreezeGuard(context);
    this.preMigration =
        new PreMigration(context, parts.collections, locks::take, request.replaces());
    this.snapshot = new SnapshotStep(context);
    Mending mending = new Mending(context);
    this.copy = new Copy(context, parts.collections, recheck, mending, holds, request.replaces());
    this.validation =
        new Validation(context, traffic, recheck, copy, mending, holds, parts.collections);
    RefusedAnswers refusedAnswers = new RefusedAnswers(context);
    this.gateKeeper =
        new GateKeeper(
            context,
            gates,
            refusedAnswers,
            new GateEvidence(state, inForce),
            preMigration,
            validation,
            freeze);
    this.lastLook = new LastLook(context, freeze, recheck, validation, gates);
    this.cutover = new Cutover(context, traffic, freeze, freezeGuard::end);
    ReturnConditions conditions = new ReturnConditions(context);
    WindowQuestion question = new WindowQuestion(context);
    this.window = new MonitoringWindow(context, conditions, question, traffic);
    this.rollback = new Rollback(context, traffic, byHand, freeze, conditions);
    this.report = new ReportWriter(context, gates);
    this.handlers =
        new MessageHandlers(
            context,
            new Requests(state, context.journal()),
            refusedAnswers,
            parts.authority,
            gates,
            holds,
            byHand,
            conditions,
            rollback,
            parts.collections,
            inForce,
            question,
            copy::pause);
    context.betweenAll(freeze::holdWhileBroken);
  }

  @Override
  public MigrationOutcome run(MigrationRequest same) {
    try {
      runbook.run();
    } catch (EndOfRun end) {
      // The state has the reason.
    } catch (TemporalFailure failure) {
      context.endings().note(failure);
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

    freezeGuard.begin();
    freeze.watch();
    freeze.freezeSource();
    snapshot.takeSnapshot();
    copy.migrate();
    validation.validate();
    validation.review();
    rollback.rehearse();
    gateKeeper.goNoGo();
    while (!lastLook.confirms()) {
      gateKeeper.goNoGo();
    }

    cutover.cutOver();
    window.watch();
    finish();
    stayUntilClosed();
  }

  /** Acceptance after the window, and the report. */
  private void finish() {
    context.step(
        Step.POST_MIGRATION,
        RunState.MONITORING,
        () -> {
          String failing = acceptanceAfterTheWindow();
          if (failing != null) {
            context.journal().deviation("After the window an acceptance command fails: " + failing);
          }
          context.timeline().skip(Step.ROLLBACK, "GO");
          if (context.plan().acceptance().isEmpty()) {
            return "reported";
          }
          return "acceptance " + (failing == null ? "passed" : failing) + ", reported";
        });
    if (state.timeline.state != RunState.COMPLETED) {
      context.timeline().stands(RunState.COMPLETED);
      locks.releaseTarget();
      context.board().publish();
      report.write();
      context.tell(Announcement.completed());
    }
  }

  /** What has been watched for an hour is not given up because a command of the plan fails. */
  private String acceptanceAfterTheWindow() {
    try {
      return traffic.failingAcceptance();
    } catch (ActivityFailure failure) {
      return StepFailure.of(failure).reason();
    }
  }

  /**
   * A completed run can be rolled back until it is closed, at the latest when its snapshot goes.
   */
  private void stayUntilClosed() {
    window.support(() -> state.end.closed);
    boolean closed =
        context
            .waiting()
            .until(
                state.snapshot.summary.retainUntil(),
                "open for a rollback until closed",
                () -> state.end.closed);
    if (!closed) {
      context
          .endings()
          .close("the run itself", "the snapshot is kept no longer, so nothing leads back");
      context
          .journal()
          .decision("", "Closed by itself: the snapshot is kept no longer, so nothing leads back.");
    }
    context.board().publish();
    report.write();
  }

  /** What is left to do however the run went. */
  private MigrationOutcome conclude() {
    context.waiting().stay();
    freezeGuard.end();
    freeze.stopWatching();
    recheck.stop();
    if (state.end.ending != null) {
      for (GateId gate : GateId.values()) {
        gates.close(gate);
      }
      holds.endWith(state.end.ending);
      context.timeline().pause(false);
      context.timeline().stands(rollback.walk());
      outages.clear();
      locks.releaseTarget();
      context.board().publish();
      report.write();
      context.tell(
          state.timeline.state.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          state.end.ending.reason());
    }
    new Serving(context).end();
    locks.releaseSource();
    context.notifier().settle();
    Workflow.await(Workflow::isEveryHandlerFinished);
    return new MigrationOutcome(
        state.timeline.state,
        state.end.decision,
        state.end.ending == null ? "GO, cut over and watched" : state.end.ending.reason(),
        state.end.report);
  }

  private void continueAsNew() {
    context.timeline().lap();
    Workflow.newContinueAsNewStub(RunbookWorkflow.class)
        .run(
            new MigrationRequest(
                context.plan(),
                context.run().planDigest(),
                request.startedBy(),
                request.replaces(),
                state));
  }

  @Override
  MessageHandlers handlers() {
    return handlers;
  }

  @Override
  public MigrationStatus status() {
    return context.board().status();
  }

  @Override
  public EvidenceView evidence() {
    return report.evidence();
  }

  @Override
  public List<StepLine> timeline() {
    return context.timeline().lines();
  }

  @Override
  public void copyProgress(List<CopyProgress> told) {
    copy.take(told);
  }

  @Override
  public void outage(OutageNews news) {
    outages.take(news);
  }
}
