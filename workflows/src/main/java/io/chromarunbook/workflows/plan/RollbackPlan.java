package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a rollback does with the collections this run created at the target. After a switch was
 * attempted they are always kept.
 */
public record RollbackPlan(
    @PlanKey(means = "What becomes of this run's own collections; after a switch they are kept")
        TargetCollections target) {

  /** Kept, for whoever wants to look. */
  public static final RollbackPlan DEFAULT = new RollbackPlan(null);

  /** What becomes of them. */
  public enum TargetCollections {
    @JsonProperty("keep")
    KEEP,
    @JsonProperty("remove")
    REMOVE
  }

  public RollbackPlan {
    target = target == null ? TargetCollections.KEEP : target;
  }
}
