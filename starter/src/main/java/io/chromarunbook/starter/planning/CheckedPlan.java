package io.chromarunbook.starter.planning;

import io.chromarunbook.workflows.status.ServerLine;
import java.util.List;

/**
 * A plan that can be started.
 *
 * @param commands all it has run, in the order of a run
 * @param notes what whoever starts it should know
 */
public record CheckedPlan(
    String migration,
    String planDigest,
    ServerLine source,
    ServerLine target,
    List<PlannedCollection> collections,
    List<PlannedCommand> commands,
    List<String> notes) {

  public CheckedPlan {
    collections = List.copyOf(collections);
    commands = List.copyOf(commands);
    notes = List.copyOf(notes);
  }

  /** All records that migrate. */
  public long records() {
    return collections.stream().mapToLong(PlannedCollection::records).sum();
  }
}
