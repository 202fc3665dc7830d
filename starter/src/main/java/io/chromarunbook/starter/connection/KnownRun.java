package io.chromarunbook.starter.connection;

import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.time.Instant;
import java.util.Optional;

/**
 * What Temporal itself knows of a run, without a worker.
 *
 * @param execution "RUNNING", "COMPLETED" and so on, of the workflow
 * @param state the migration's, as last noted; empty where it never was
 * @param step the same
 * @param planFile the plan it was started from; empty where that is not noted
 */
public record KnownRun(
    String id, String execution, Instant startedAt, String state, String step, String planFile) {

  static final String PLAN_FILE = "planFile";

  private static final SearchAttributeKey<String> STATE =
      SearchAttributeKey.forKeyword("RunbookState");
  private static final SearchAttributeKey<String> STEP =
      SearchAttributeKey.forKeyword("RunbookStep");

  static KnownRun of(WorkflowExecutionMetadata listed) {
    return new KnownRun(
        listed.getExecution().getWorkflowId(),
        listed.getStatus().name().replace("WORKFLOW_EXECUTION_STATUS_", ""),
        listed.getStartTime(),
        attribute(listed, STATE),
        attribute(listed, STEP),
        "");
  }

  static KnownRun of(WorkflowExecutionDescription described) {
    KnownRun run = of((WorkflowExecutionMetadata) described);
    return new KnownRun(
        run.id,
        run.execution,
        run.startedAt,
        run.state,
        run.step,
        Optional.ofNullable(described.getMemo(PLAN_FILE, String.class))
            .map(String.class::cast)
            .orElse(""));
  }

  private static String attribute(
      WorkflowExecutionMetadata run, SearchAttributeKey<String> attribute) {
    return Optional.ofNullable(run.getTypedSearchAttributes().get(attribute)).orElse("");
  }

  /** Whether the workflow is still open. */
  public boolean open() {
    return execution.equals("RUNNING");
  }
}
