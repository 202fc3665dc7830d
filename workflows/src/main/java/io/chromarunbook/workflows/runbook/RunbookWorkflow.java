package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.copy.CopyProgress;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.steps.OutageNews;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** One migration from the checklist to the report. */
@WorkflowInterface
public interface RunbookWorkflow extends RunControl {

  /** The name of the workflow's type. */
  String TYPE = "Runbook";

  @WorkflowMethod(name = TYPE)
  MigrationOutcome run(MigrationRequest request);

  @QueryMethod(description = "Where the migration stands")
  MigrationStatus status();

  @QueryMethod(description = "What the open gate decides on; null while none is open")
  EvidenceView evidence();

  @QueryMethod(description = "Every step with planned, work and wait time")
  List<StepLine> timeline();

  @SignalMethod(
      name = "copyProgress",
      description = "Sent by the copying workflows, several pieces of news at a time")
  void copyProgress(List<CopyProgress> told);

  @SignalMethod(
      name = OutageNews.SIGNAL,
      description =
          "Sent by activities when what they wait for does not move, and when it does again")
  void outage(OutageNews news);
}
