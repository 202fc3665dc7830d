package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.OutageNews;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.ReportActivities;
import io.chromarunbook.workflows.steps.ReportFiles;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/** The checklist alone. It takes no lock, and asks nobody. */
public final class DryRunWorkflowImpl implements DryRunWorkflow {

  private final MigrationState state = new MigrationState();
  private final RunContext context;
  private final PreMigration preMigration;
  private final GateEvidence gateEvidence;
  private final Outages outages;
  private EvidenceView evidence;

  /** Sets everything up before the first query. */
  @WorkflowInit
  public DryRunWorkflowImpl(MigrationRequest request) {
    PreMigration.begin(state, Workflow.getInfo().getFirstExecutionRunId(), request.startedBy());
    RunReference run =
        new RunReference(
            Workflow.getInfo().getWorkflowId(), state.preparation.runId, request.planDigest());
    PlanInForce inForce = new PlanInForce(request.plan(), run);
    Parts parts = new Parts(inForce, state, new Waiting(() -> {}), reason -> {});
    this.context = parts.context;
    this.preMigration = new PreMigration(context, parts.collections, () -> {}, request.replaces());
    this.gateEvidence = new GateEvidence(state, inForce);
    this.outages = new Outages(context);
  }

  @Override
  public MigrationOutcome run(MigrationRequest same) {
    context.timeline().stands(checked());
    outages.clear();
    context.board().publish();
    ReportFiles files =
        Workflow.newActivityStub(ReportActivities.class, Profiles.light("write the report"))
            .writeReport(context.run(), status(), evidence);
    new Serving(context).end();
    context.notifier().settle();
    Ending ending = state.end.ending;
    return new MigrationOutcome(
        state.timeline.state,
        null,
        ending == null ? "nothing speaks against the migration" : ending.reason(),
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
      context.endings().note(failure);
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

  @Override
  public void outage(OutageNews news) {
    outages.take(news);
  }
}
