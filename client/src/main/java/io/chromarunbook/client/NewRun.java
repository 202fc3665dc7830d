package io.chromarunbook.client;

import io.chromarunbook.workflows.runbook.DryRunWorkflow;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import io.chromarunbook.workflows.runbook.RunbookWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;

/**
 * A run to be started.
 *
 * @param planFile where its plan was read
 * @param owner the person who starts it
 */
public record NewRun(
    String id, Workflow workflow, MigrationRequest request, String planFile, String owner) {

  /** Which workflow runs. */
  public enum Workflow {
    /** A migration in earnest. */
    RUNBOOK {
      @Override
      void start(WorkflowClient client, WorkflowOptions options, MigrationRequest request) {
        var ignored =
            WorkflowClient.start(
                client.newWorkflowStub(RunbookWorkflow.class, options)::run, request);
      }
    },
    /** Its checklist alone. */
    DRY_RUN {
      @Override
      void start(WorkflowClient client, WorkflowOptions options, MigrationRequest request) {
        var ignored =
            WorkflowClient.start(
                client.newWorkflowStub(DryRunWorkflow.class, options)::run, request);
      }
    };

    abstract void start(WorkflowClient client, WorkflowOptions options, MigrationRequest request);
  }
}
