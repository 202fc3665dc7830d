package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * How the snapshot is kept and proven.
 *
 * @param retention how long it is kept; seven days at least
 * @param rehearsal how much of it is restored into scratch collections before anything is changed
 */
public record SnapshotPlan(
    @PlanKey(means = "How long it is kept", takes = "a duration of at least P7D")
        Duration retention,
    @PlanKey(means = "How much of it is restored before anything is changed") Rehearsal rehearsal) {

  /** Seven days, a sample restored. */
  public static final SnapshotPlan DEFAULT = new SnapshotPlan(null, null);

  /** How much of a snapshot is restored to prove that it can be. */
  public enum Rehearsal {
    @JsonProperty("sample")
    SAMPLE,
    @JsonProperty("full")
    FULL,
    @JsonProperty("none")
    NONE;

    /** The most records of a collection that are restored as a sample. */
    public static final int SAMPLE_SIZE = 500;

    /** How many records of a collection that has so many are restored. */
    public long of(long records) {
      return switch (this) {
        case SAMPLE -> Math.min(records, SAMPLE_SIZE);
        case FULL -> records;
        case NONE -> 0;
      };
    }
  }

  public SnapshotPlan {
    retention = retention == null ? Duration.ofDays(7) : retention;
    rehearsal = rehearsal == null ? Rehearsal.SAMPLE : rehearsal;
    if (retention.compareTo(Duration.ofDays(7)) < 0) {
      throw new IllegalArgumentException(
          "retention is less than seven days; write P7D or more, so that a rollback stays possible");
    }
  }
}
