package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.steps.OutageNews;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The checklist alone, steps 1.1 to 1.6: nobody is asked, nothing is changed. */
@WorkflowInterface
public interface DryRunWorkflow {

  /** The name of the workflow's type. */
  String TYPE = "DryRun";

  @WorkflowMethod(name = TYPE)
  MigrationOutcome run(MigrationRequest request);

  @QueryMethod(description = "Where the dry-run stands")
  MigrationStatus status();

  @QueryMethod(description = "What was found")
  EvidenceView evidence();

  @SignalMethod(
      name = OutageNews.SIGNAL,
      description =
          "Sent by activities when what they wait for does not move, and when it does again")
  void outage(OutageNews news);
}
