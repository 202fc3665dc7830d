package io.chromarunbook.workflows.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * One step as it went.
 *
 * @param workSeconds machines at work, so far
 * @param waitSeconds waiting for people or for a time, so far
 * @param waiting whether it waits now, and does not work
 * @param note one sentence on what came of it; empty so far
 */
public record StepLine(
    Step id,
    String name,
    State state,
    double plannedSeconds,
    double workSeconds,
    double waitSeconds,
    Instant startedAt,
    boolean waiting,
    String note) {

  /** The same step with other times. */
  StepLine withTimes(double work, double wait) {
    return new StepLine(id, name, state, plannedSeconds, work, wait, startedAt, waiting, note);
  }

  /** Whether the run ended in it, however that came. */
  @JsonIgnore
  public boolean endedTheRun() {
    return state == State.STOPPED || state == State.FAILED;
  }

  /** How far a step is. */
  public enum State {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("done")
    DONE,
    /** The run ended in it, and not by a defect: NO-GO, an order, a server away for too long. */
    @JsonProperty("stopped")
    STOPPED,
    /** The run ended in it by a defect. */
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("skipped")
    SKIPPED
  }
}
