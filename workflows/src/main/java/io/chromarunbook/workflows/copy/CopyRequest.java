package io.chromarunbook.workflows.copy;

import io.chromarunbook.workflows.steps.RunReference;
import java.util.List;

/**
 * Collections to be copied, and how far that is.
 *
 * @param inFlight parts of a collection that may write at a time
 * @param ahead parts and collections that are made ready beside these; a run begun before there
 *     were any has 0
 * @param only source names; empty for all of the frozen inventory
 * @param paused whether the run was paused when this began
 * @param done what earlier parts of the same run came to
 */
public record CopyRequest(
    RunReference run,
    int inFlight,
    int ahead,
    List<String> only,
    boolean paused,
    CopyOutcome done) {

  public CopyRequest {
    only = List.copyOf(only);
  }
}
