package io.chromarunbook.workflows.steps;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a look at the freeze showed.
 *
 * @param message for people: what was tried, and what came of it
 * @param counted what a gate counts of writes it refuses, in a sentence; null where none counts.
 *     Another one at each look, and so no part of what people decide on
 */
public record FreezeProof(
    State state, String message, @JsonInclude(JsonInclude.Include.NON_NULL) String counted) {

  /** What was tried, where nothing is counted. */
  public FreezeProof(State state, String message) {
    this(state, message, null);
  }

  /** How a write probe, and the plan's own check where it has one, ended. */
  public enum State {
    /** A write was refused as read-only: frozen. */
    REFUSED,
    /** A write was taken: not frozen. */
    ACCEPTED,
    /** The plan's own check says that it is not frozen. */
    CHECK_DENIES,
    /** Nothing can be told: no collection to try, or these credentials may not write anyway. */
    UNCLEAR,
    /** The source did not answer. */
    SILENT
  }

  /** Whether it shows that applications can write. */
  public boolean disproves() {
    return state == State.ACCEPTED || state == State.CHECK_DENIES;
  }
}
