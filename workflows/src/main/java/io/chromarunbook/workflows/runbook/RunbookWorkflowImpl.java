package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.copy.CopyNews;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.Ledger.Ending;
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
  private final Ledger ledger;
  private final Scene scene;
  private final Gates gates;
  private final Desk desk;
  private final Checklist checklist;
  private final GateKeeper gateKeeper;
  private final SecondReading sourceAgain;
  private final Window window;
  private final Cutover cutover;
  private final WayBack wayBack;
  private final CancellationScope runbook;
  private final CancellationScope freezeGuard;

  /** Sets everything up before the first message is handled. */
  @WorkflowInit
  public RunbookWorkflowImpl(MigrationRequest request) {
    this.request = request;
    this.ledger = request.carried() == null ? new Ledger() : request.carried();
    if (ledger.runId == null) {
      ledger.runId = Workflow.getInfo().getFirstExecutionRunId();
      ledger.startedAt = Timeline.now();
    }
    RunReference run =
        new RunReference(Workflow.getInfo().getWorkflowId(), ledger.runId, request.planDigest());
    PlanInForce inForce = new PlanInForce(request.plan(), run);
    Journal journal = new Journal(ledger);
    Timeline timeline = new Timeline(ledger, journal, request.plan());
    Waiting waiting = new Waiting(this::continueAsNew);
    Authority authority = new Authority(request.plan());
    FreezeBudget freeze = new FreezeBudget(ledger, request.plan());
    this.gates = new Gates(ledger, journal, request.plan(), authority);
    StatusBoard board = new StatusBoard(inForce, ledger, timeline, gates, freeze);
    People people = new People(inForce, journal, waiting);
    this.scene =
        new Scene(inForce, ledger, timeline, journal, waiting, people, gates, freeze, board);
    this.desk = new Desk(ledger, journal, authority, gates, inForce, new Interrupter());
    Traffic traffic = new Traffic(scene);
    this.checklist = new Checklist(scene, request.replaces());
    this.sourceAgain = new SecondReading(scene, new Interrupter()::fail);
    this.window = new Window(scene, traffic, sourceAgain, request.replaces());
    this.gateKeeper = new GateKeeper(scene, new EvidenceRoom(ledger, inForce), checklist, window);
    this.runbook = Workflow.newCancellationScope(this::followTheRunbook);
    this.freezeGuard = Workflow.newCancellationScope(this::guardFreezeBudget);
    this.cutover = new Cutover(scene, traffic, sourceAgain, freezeGuard::cancel);
    this.wayBack = new WayBack(scene, traffic);
  }

  @Override
  public MigrationOutcome run(MigrationRequest same) {
    try {
      runbook.run();
    } catch (EndOfRun end) {
      // The ledger has the reason.
    } catch (TemporalFailure failure) {
      noteEnding(failure);
    }
    MigrationOutcome[] outcome = new MigrationOutcome[1];
    Workflow.newDetachedCancellationScope(() -> outcome[0] = conclude()).run();
    return outcome[0];
  }

  private void followTheRunbook() {
    checklist.open();
    checklist.health();
    checklist.inventoryAndBackup();
    checklist.capacity();
    checklist.dryRun();
    checklist.review();
    checklist.rolesAndWindow();
    gateKeeper.preMigration();
    checklist.waitForStart();

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
    scene.step(
        Step.POST_MIGRATION,
        RunState.MONITORING,
        () -> {
          String acceptance = acceptanceAfterTheWindow();
          if (acceptance != null && !acceptance.equals(Traffic.ACCEPTED)) {
            scene
                .journal()
                .deviation("After the window an acceptance command fails: " + acceptance);
          }
          scene.timeline().skip(Step.ROLLBACK, "GO");
          return acceptance == null ? "reported" : "acceptance " + acceptance + ", reported";
        });
    if (ledger.state != RunState.COMPLETED) {
      ledger.state = RunState.COMPLETED;
      scene.board().publish();
      report();
      scene
          .people()
          .tell(
              scene.notice(
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
      return new Traffic(scene).acceptance();
    } catch (ActivityFailure failure) {
      return StepFailure.of(failure).reason();
    }
  }

  /**
   * A completed run can be rolled back until it is closed, at the latest when its snapshot goes.
   */
  private void stayUntilClosed() {
    scene
        .waiting()
        .until(
            ledger.snapshot.retainUntil(), "open for a rollback until closed", () -> ledger.closed);
    ledger.closed = true;
  }

  /** What is left to do however the run went. */
  private MigrationOutcome conclude() {
    freezeGuard.cancel();
    sourceAgain.stop();
    if (ledger.ending != null) {
      for (GateId gate : GateId.values()) {
        gates.close(gate);
      }
      ledger.hold = null;
      ledger.asked = false;
      ledger.paused = false;
      ledger.state = wayBack.walk();
      scene.board().publish();
      report();
      scene
          .people()
          .tell(
              scene.notice(
                  ledger.state.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  ledger.ending.reason(),
                  Role.OPERATIONS_LEAD,
                  Role.DBA,
                  Role.ON_CALL));
    }
    scene.people().settle();
    Workflow.await(Workflow::isEveryHandlerFinished);
    return new MigrationOutcome(
        ledger.state,
        ledger.decision,
        ledger.ending == null ? "GO, cut over and watched" : ledger.ending.reason(),
        ledger.report);
  }

  private void report() {
    // So that it says which notices did not arrive.
    scene.people().settle();
    try {
      ReportFiles files =
          Workflow.newActivityStub(ReportActivities.class, Profiles.notice("write the report"))
              .writeReport(scene.run(), scene.board().status(), evidence());
      ledger.report = files.markdown();
    } catch (ActivityFailure failure) {
      scene
          .journal()
          .deviation("The report could not be written: " + StepFailure.of(failure).reason());
    }
  }

  /** Ends the run by itself while a rollback still fits into the freeze. */
  private void guardFreezeBudget() {
    if (ledger.switchAttempted) {
      return;
    }
    Async.procedure(
        () -> {
          Workflow.await(() -> ledger.frozenSince != null);
          // A wait that ends at the last safe GO ends by itself, with its own reason.
          Instant last = scene.freeze().lastSafeGo().orElseThrow().plusSeconds(1);
          Duration left = Duration.between(Timeline.now(), last);
          if (!left.isNegative() && !left.isZero()) {
            Workflow.newTimer(
                    left,
                    TimerOptions.newBuilder()
                        .setSummary("last safe time for GO; the run ends by itself then")
                        .build())
                .get();
          }
          if (!ledger.switchAttempted) {
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
    if (ledger.ending != null) {
      return;
    }
    try {
      StepFailure why = StepFailure.of(failure);
      Ending.Kind kind =
          why.kind() == FailureKind.GAVE_UP
              ? Ending.Kind.NETWORK
              : why.kind() == FailureKind.DEFECT ? Ending.Kind.DEFECT : Ending.Kind.NO_GO;
      ledger.ending = new Ending(kind, "", why.reason());
    } catch (CanceledFailure cancelled) {
      ledger.ending =
          new Ending(Ending.Kind.OPERATOR, "", "The workflow was cancelled through Temporal");
    }
  }

  private void continueAsNew() {
    scene.timeline().lap();
    Workflow.newContinueAsNewStub(RunbookWorkflow.class)
        .run(
            new MigrationRequest(
                scene.plan(), scene.run().planDigest(), request.replaces(), ledger));
  }

  /** How messages stop what the run is doing. */
  private final class Interrupter implements Desk.Interrupter {

    @Override
    public void end(Ending ending) {
      if (ledger.ending != null) {
        return;
      }
      ledger.ending = ending;
      runbook.cancel(ending.reason());
    }

    /** Ends what the run is doing because of what went wrong beside it. */
    void fail(TemporalFailure failure) {
      noteEnding(failure);
      runbook.cancel(ledger.ending.reason());
    }

    @Override
    public void pause(boolean paused) {
      window.pauseCopying(paused);
      scene.board().publish();
    }
  }

  @Override
  public MigrationStatus status() {
    return scene.board().status();
  }

  @Override
  public EvidenceView evidence() {
    return gates.open().or(() -> lastOpened()).map(id -> ledger.gate(id).evidence).orElse(null);
  }

  private Optional<GateId> lastOpened() {
    return List.of(GateId.GO_NO_GO, GateId.PRE_MIGRATION).stream()
        .filter(id -> ledger.gate(id).evidence != null)
        .findFirst();
  }

  @Override
  public List<StepLine> timeline() {
    return scene.timeline().lines();
  }

  @Override
  public void approve(Answer answer) {
    answerApprove(answer);
  }

  @Override
  public Reply answerApprove(Answer answer) {
    return shown(desk.approve(answer));
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
    return shown(desk.reject(answer));
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
    return shown(desk.decide(decision));
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
    return shown(desk.amend(amendment));
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
    return shown(desk.confirm(confirmation));
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
    return shown(desk.pause(order));
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
    return shown(desk.resume(order));
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
    return shown(desk.abort(order));
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
    return shown(desk.rollback(order));
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
    return shown(desk.close(order));
  }

  @Override
  public void checkClose(Order order) {
    Messages.check(Messages.flaw(order));
  }

  @Override
  public void copyNews(CopyNews news) {
    window.take(List.of(news));
  }

  @Override
  public void copyNewsletter(List<CopyNews> issue) {
    window.take(issue);
  }

  private Reply shown(Reply reply) {
    scene.board().publish();
    return reply;
  }
}
