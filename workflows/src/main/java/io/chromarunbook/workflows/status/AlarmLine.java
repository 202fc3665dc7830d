package io.chromarunbook.workflows.status;

import java.time.Instant;

/**
 * Something people must know that the run itself does not act on.
 *
 * @param about the source, the freeze, or what of the window is past its limit
 * @param since when it was first seen
 * @param seen when it was last seen
 */
public record AlarmLine(String about, String message, Instant since, Instant seen) {

  /** About the source, to which the way back would lead. */
  public static final String SOURCE = "source";

  /** About the freeze of the source. */
  public static final String FREEZE = "freeze";
}
