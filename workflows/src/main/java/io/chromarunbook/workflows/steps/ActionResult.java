package io.chromarunbook.workflows.steps;

/**
 * What an action on traffic came to.
 *
 * @param state how it ended
 * @param message for people: what was done or what is wrong, without secrets
 */
public record ActionResult(State state, String message) {

  /** How an action ended. */
  public enum State {
    /** Done now. */
    DONE,
    /** The state was there already; nothing was changed. */
    ALREADY,
    /** Not proven by the machine: a person must do it or vouch for it. */
    NEEDS_CONFIRMATION,
    /** It failed; the message says how. */
    FAILED
  }

  /** Whether the state aimed at is reached, as far as the machine can tell. */
  public boolean succeeded() {
    return state == State.DONE || state == State.ALREADY;
  }
}
