package io.chromarunbook.workflows.steps;

/**
 * What one attempt at an activity passes on to the next of something it waited for.
 *
 * @param question of the server that did not answer it: method and path; else empty
 * @param place how many answers the attempt had had when it stopped there; the next one may stop at
 *     the same place again
 */
public record Standstill(Outage outage, State state, String question, long place) {

  /** How it stands. */
  public enum State {
    /** It has not moved since. */
    LASTS,
    /** A server answers the same question again; the work has not yet come further. */
    ANSWERED,
    /** It answered again, and the work stopped at the same place as before. */
    RECURS
  }

  /** Whether work waits for it now. */
  public boolean lasts() {
    return state != State.ANSWERED;
  }
}
