package io.chromarunbook.workflows.evidence;

import java.util.Optional;

/**
 * What ended a run from outside the data.
 *
 * @param network a server that was unreachable for longer than the plan's patience
 * @param operator a person's decision
 * @param window what was seen of the target after the switch
 */
public record Interruptions(
    Optional<String> network, Optional<String> operator, Optional<String> window) {

  /** Nothing did. */
  public static final Interruptions NONE =
      new Interruptions(Optional.empty(), Optional.empty(), Optional.empty());
}
