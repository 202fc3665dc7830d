package io.chromarunbook.starter.connection;

import io.chromarunbook.starter.terminal.StartLine;
import io.chromarunbook.workflows.runbook.MigrationRequest;
import java.util.Optional;

/**
 * A run to be started.
 *
 * @param planFile where its plan was read
 * @param owner the person who starts it
 */
public record NewRun(
    String id, Workflow workflow, MigrationRequest request, String planFile, String owner) {

  /** What a person types to have it started. */
  StartLine line() {
    return StartLine.of(planFile, id)
        .replacing(Optional.ofNullable(request.replaces()).orElse(""))
        .by(Optional.ofNullable(request.startedBy()).orElse(""));
  }

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
