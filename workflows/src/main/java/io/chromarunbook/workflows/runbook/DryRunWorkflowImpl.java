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

/** The checklist alone. */
public final class DryRunWorkflowImpl implements DryRunWorkflow {

  private final Ledger ledger = new Ledger();
  private final Scene scene;
  private final Checklist checklist;
  private final EvidenceRoom evidenceRoom;
  private EvidenceView evidence;

  /** Sets everything up before the first query. */
  @WorkflowInit
  public DryRunWorkflowImpl(MigrationRequest request) {
    ledger.runId = Workflow.getInfo().getFirstExecutionRunId();
    ledger.startedAt = Timeline.now();
    RunReference run =
        new RunReference(Workflow.getInfo().getWorkflowId(), ledger.runId, request.planDigest());
    PlanInForce inForce = new PlanInForce(request.plan(), run);
    Journal journal = new Journal(ledger);
    Timeline timeline = new Timeline(ledger, journal, request.plan());
    Gates gates = new Gates(ledger, journal, request.plan(), new Authority(request.plan()));
    FreezeBudget freeze = new FreezeBudget(ledger, request.plan());
    Waiting waiting = new Waiting(() -> {});
    this.scene =
        new Scene(
            inForce,
            ledger,
            timeline,
            journal,
            waiting,
            new People(inForce, journal, waiting),
            gates,
            freeze,
            new StatusBoard(inForce, ledger, timeline, gates, freeze));
    this.checklist = new Checklist(scene, request.replaces());
    this.evidenceRoom = new EvidenceRoom(ledger, inForce);
  }

  @Override
  public MigrationOutcome run(MigrationRequest same) {
    ledger.state = checked();
    scene.board().publish();
    ReportFiles files =
        Workflow.newActivityStub(ReportActivities.class, Profiles.light("write the report"))
            .writeReport(scene.run(), status(), evidence);
    return new MigrationOutcome(
        ledger.state,
        null,
        ledger.ending == null ? "nothing speaks against the migration" : ledger.ending.reason(),
        files.markdown());
  }

  private RunState checked() {
    try {
      checklist.open();
      checklist.health();
      checklist.inventoryAndBackup();
      checklist.capacity();
      checklist.dryRun();
      evidence = evidenceRoom.preMigration(scene.board().judgement());
      checklist.review();
      checklist.rolesAndWindow();
      return RunState.COMPLETED;
    } catch (EndOfRun end) {
      return RunState.STOPPED;
    } catch (TemporalFailure failure) {
      ledger.ending =
          new Ledger.Ending(Ledger.Ending.Kind.NO_GO, "", StepFailure.of(failure).reason());
      return RunState.STOPPED;
    }
  }

  @Override
  public MigrationStatus status() {
    return scene.board().status();
  }

  @Override
  public EvidenceView evidence() {
    return evidence;
  }
}
