package io.chromarunbook.starter.connection;

import io.chromarunbook.workflows.runbook.MigrationRequest;

/**
 * A run to be started.
 *
 * @param planFile where its plan was read
 * @param owner the person who starts it
 */
public record NewRun(
    String id, Workflow workflow, MigrationRequest request, String planFile, String owner) {

  /** Which workflow runs, by the name Temporal shows. */
  public enum Workflow {
    RUNBOOK("Runbook"),
    DRY_RUN("DryRun");

    private final String type;

    Workflow(String type) {
      this.type = type;
    }

    String type() {
      return type;
    }
  }
}
