package io.chromarunbook.workflows.status;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

/** The lines of the runbook's timeline, in order, with their planned times. */
public enum Step {
  HEALTH("1.1", "health", 5),
  INVENTORY("1.2", "inventory and backup", 10),
  CAPACITY("1.3", "capacity", 5),
  DRY_RUN("1.4", "dry-run", 45),
  REVIEW_DRY_RUN("1.5", "validator review", 10),
  ROLES("1.6", "roles and window", 5),
  APPROVALS("1.7", "approvals", 10),
  WAIT("wait", "for T-0", 0),
  READ_ONLY("1", "read-only", 5),
  SNAPSHOT("2", "snapshot", 5),
  MIGRATION("3", "migration", 55),
  VALIDATION("4", "validation", 10),
  REVIEW("5", "review", 5),
  GO_NO_GO("6", "GO/NO-GO", 10),
  CUTOVER("7a", "cutover", 6),
  ROLLBACK("7b", "rollback", 15),
  MONITORING("monitoring", "of both servers", 60),
  POST_MIGRATION("post-migration", "acceptance and report", 0);

  private final String id;
  private final String title;
  private final Duration planned;

  Step(String id, String title, int plannedMinutes) {
    this.id = id;
    this.title = title;
    this.planned = Duration.ofMinutes(plannedMinutes);
  }

  /** As the runbook numbers it. */
  @JsonValue
  public String id() {
    return id;
  }

  /** As the runbook names it. */
  public String title() {
    return title;
  }

  /** As the runbook plans it; monitoring is the plan's. */
  public Duration planned() {
    return planned;
  }

  /**
   * The step of this id.
   *
   * @throws IllegalArgumentException where the runbook has none
   */
  @JsonCreator
  public static Step numbered(String id) {
    for (Step step : values()) {
      if (step.id.equals(id)) {
        return step;
      }
    }
    throw new IllegalArgumentException("the runbook has no step " + id);
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
