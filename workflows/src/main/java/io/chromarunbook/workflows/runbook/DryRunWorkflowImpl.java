package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.ReportActivities;
import io.chromarunbook.workflows.steps.ReportFiles;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/** The preMigration alone. */
public final class DryRunWorkflowImpl implements DryRunWorkflow {

  private final MigrationState state = new MigrationState();
  private final RunContext context;
  private final PreMigration preMigration;
  private final GateEvidence gateEvidence;
  private EvidenceView evidence;

  /** Sets everything up before the first query. */
  @WorkflowInit
  public DryRunWorkflowImpl(MigrationRequest request) {
    state.runId = Workflow.getInfo().getFirstExecutionRunId();
    state.startedAt = Timeline.now();
    RunReference run =
        new RunReference(Workflow.getInfo().getWorkflowId(), state.runId, request.planDigest());
    PlanInForce inForce = new PlanInForce(request.plan(), run);
    Journal journal = new Journal(state);
    Timeline timeline = new Timeline(state, journal, request.plan());
    Gates gates = new Gates(state, journal, request.plan(), new Authority(request.plan()));
    FreezeBudget freeze = new FreezeBudget(state, request.plan());
    Waiting waiting = new Waiting(() -> {});
    this.context =
        new RunContext(
            inForce,
            state,
            timeline,
            journal,
            waiting,
            new Notifier(inForce, journal, waiting),
            gates,
            freeze,
            new StatusBoard(inForce, state, timeline, gates, freeze));
    this.preMigration = new PreMigration(context, request.replaces());
    this.gateEvidence = new GateEvidence(state, inForce);
  }

  @Override
  public MigrationOutcome run(MigrationRequest same) {
    state.state = checked();
    context.board().publish();
    ReportFiles files =
        Workflow.newActivityStub(ReportActivities.class, Profiles.light("write the report"))
            .writeReport(context.run(), status(), evidence);
    return new MigrationOutcome(
        state.state,
        null,
        state.ending == null ? "nothing speaks against the migration" : state.ending.reason(),
        files.markdown());
  }

  private RunState checked() {
    try {
      preMigration.open();
      preMigration.health();
      preMigration.inventoryAndBackup();
      preMigration.capacity();
      preMigration.dryRun();
      evidence = gateEvidence.preMigration(context.board().judgement());
      preMigration.review();
      preMigration.rolesAndWindow();
      return RunState.COMPLETED;
    } catch (EndOfRun end) {
      return RunState.STOPPED;
    } catch (TemporalFailure failure) {
      state.ending =
          new MigrationState.Ending(
              MigrationState.Ending.Kind.NO_GO, "", StepFailure.of(failure).reason());
      return RunState.STOPPED;
    }
  }

  @Override
  public MigrationStatus status() {
    return context.board().status();
  }

  @Override
  public EvidenceView evidence() {
    return evidence;
  }
}
