package io.chromarunbook.starter.planning;

import io.chromarunbook.workflows.status.ServerLine;
import java.util.List;

/**
 * A plan that can be started.
 *
 * @param commands all it has run, in the order of a run
 */
public record CheckedPlan(
    String migration,
    String planDigest,
    ServerLine source,
    ServerLine target,
    List<PlannedCollection> collections,
    List<PlannedCommand> commands) {

  public CheckedPlan {
    collections = List.copyOf(collections);
    commands = List.copyOf(commands);
  }

  /** All records that migrate. */
  public long records() {
    return collections.stream().mapToLong(PlannedCollection::records).sum();
  }
}
