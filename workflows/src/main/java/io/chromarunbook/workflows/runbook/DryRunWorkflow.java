package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The preMigration alone, steps 1.1 to 1.6: nobody is asked, nothing is changed. */
@WorkflowInterface
public interface DryRunWorkflow {

  @WorkflowMethod(name = "DryRun")
  MigrationOutcome run(MigrationRequest request);

  @QueryMethod(description = "Where the dry-run stands")
  MigrationStatus status();

  @QueryMethod(description = "What was found")
  EvidenceView evidence();
}
