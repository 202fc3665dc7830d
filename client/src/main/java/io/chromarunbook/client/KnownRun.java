package io.chromarunbook.client;

import io.chromarunbook.workflows.Names;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Temporal itself knows of a run, without a worker.
 *
 * @param execution "RUNNING", "COMPLETED" and so on, of the workflow
 * @param closedAt when it closed; null while it is open
 * @param state the migration's, as last noted; empty where it never was
 * @param step the same
 * @param planFile the plan it was started from; empty where that is not noted
 * @param home id of the home it was started from; empty where it was started by other means
 * @param replaces the migration whose collections it takes the place of; empty where there is none
 * @param startedBy who started it; empty where nobody said
 * @param firstRun id of the first run of its workflow, which the run's folder names too
 */
public record KnownRun(
    String id,
    String execution,
    Instant startedAt,
    Instant closedAt,
    String state,
    String step,
    String planFile,
    String home,
    String replaces,
    String startedBy,
    String firstRun) {

  private static final String PLAN_DIGEST = "planDigest";
  private static final String PLAN_FILE = "planFile";
  private static final String OWNER = "owner";
  private static final String REPLACES = "replaces";
  private static final String STARTED_BY = "startedBy";

  private static final SearchAttributeKey<String> STATE =
      SearchAttributeKey.forKeyword(Names.STATE_COLUMN);
  private static final SearchAttributeKey<String> STEP =
      SearchAttributeKey.forKeyword(Names.STEP_COLUMN);

  private static final String RUNNING =
      name(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
  private static final String PAUSED =
      name(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_PAUSED);

  private static final Set<String> BROKEN_OFF =
      Set.of(
          name(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED),
          name(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT),
          name(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED));

  static KnownRun of(WorkflowExecutionMetadata listed) {
    return new KnownRun(
        listed.getExecution().getWorkflowId(),
        name(listed.getStatus()),
        listed.getStartTime(),
        listed.getCloseTime(),
        attribute(listed, STATE),
        attribute(listed, STEP),
        memo(listed, PLAN_FILE),
        memo(listed, Names.HOME_MEMO),
        memo(listed, REPLACES),
        memo(listed, STARTED_BY),
        Optional.ofNullable(listed.getFirstRunId()).orElse(""));
  }

  static KnownRun of(WorkflowExecutionDescription described) {
    return of((WorkflowExecutionMetadata) described);
  }

  /** What is noted of a run when it is started, for whoever reads it without a worker. */
  static Map<String, Object> memo(NewRun run, String home) {
    return Map.of(
        PLAN_DIGEST,
        run.request().planDigest(),
        PLAN_FILE,
        run.planFile(),
        OWNER,
        run.owner(),
        Names.HOME_MEMO,
        home,
        REPLACES,
        Optional.ofNullable(run.request().replaces()).orElse(""),
        STARTED_BY,
        Optional.ofNullable(run.request().startedBy()).orElse(""));
  }

  private static String name(WorkflowExecutionStatus status) {
    return status.name().replace("WORKFLOW_EXECUTION_STATUS_", "");
  }

  private static String attribute(
      WorkflowExecutionMetadata run, SearchAttributeKey<String> attribute) {
    return Optional.ofNullable(run.getTypedSearchAttributes().get(attribute)).orElse("");
  }

  private static String memo(WorkflowExecutionMetadata run, String name) {
    return Optional.ofNullable(run.getMemo(name, String.class)).map(String.class::cast).orElse("");
  }

  /** Whether the workflow is still open. */
  public boolean open() {
    return execution.equals(RUNNING) || natively();
  }

  /** Whether it was paused by Temporal's own command, so that it neither works nor answers. */
  public boolean natively() {
    return execution.equals(PAUSED);
  }

  /** Whether Temporal closed it in the middle of what it did. */
  public boolean brokenOff() {
    return BROKEN_OFF.contains(execution);
  }
}
