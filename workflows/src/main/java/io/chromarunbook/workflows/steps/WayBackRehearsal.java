package io.chromarunbook.workflows.steps;

import java.time.Duration;

/**
 * What trying the way there and back beside the traffic came to.
 *
 * @param message what was seen, or why nothing was
 * @param took how long the way back took; zero where it was not tried
 */
public record WayBackRehearsal(State state, String message, Duration took) {

  /** What came of it. */
  public enum State {
    /** It was tried, and the source served again. */
    SEEN,
    /** It was tried, and did not come to its end. */
    FAILED,
    /** Nobody can try it without people, or the plan does not say how. */
    NOT_TRIED
  }
}
