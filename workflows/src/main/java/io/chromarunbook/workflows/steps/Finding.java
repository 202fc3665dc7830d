package io.chromarunbook.workflows.steps;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something a person should know, in one sentence that says what, where and how to mend it.
 *
 * @param id stable, like {@code capacity.name-taken}
 */
public record Finding(String id, Weight weight, String message) {

  /** What it means for the run. */
  public enum Weight {
    /** The run must not go on like this. */
    @JsonProperty("blocking")
    BLOCKING,
    /** Worth a look. */
    @JsonProperty("warning")
    WARNING,
    /** Good to know. */
    @JsonProperty("note")
    NOTE
  }

  /** Whether the run must not go on like this. */
  public boolean blocks() {
    return weight == Weight.BLOCKING;
  }
}
