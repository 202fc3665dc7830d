package io.chromarunbook.workflows.steps;

/**
 * Whether the source is what a way back would lead to.
 *
 * @param message for people: what was looked at, and what was found
 */
public record SourceStanding(State state, String message) {

  /** How it stands. */
  public enum State {
    /** It answers, and its counts and ids are those of the snapshot. */
    HOLDS,
    /** It answers, and differs from the snapshot. */
    DIFFERS,
    /** It does not answer. */
    SILENT
  }
}
