package io.chromarunbook.workflows.runbook;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A person's decision in a HOLD, or against the run at any time.
 *
 * @param requestId the same for every repeat of one decision
 * @param collection for a retry, the source's name of the collection; null for all that failed
 */
public record HoldDecision(
    String requestId, Choice choice, String collection, String by, String reason) {

  /** What can be decided. */
  public enum Choice {
    @JsonProperty("retry")
    RETRY,
    @JsonProperty("repair")
    REPAIR,
    @JsonProperty("replay")
    REPLAY,
    @JsonProperty("no-go")
    NO_GO
  }
}
