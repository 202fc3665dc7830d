package io.chromarunbook.starter.planning;

import io.chromarunbook.workflows.status.ServerLine;
import java.util.List;

/** A plan that can be started. */
public record CheckedPlan(
    String migration,
    String planDigest,
    ServerLine source,
    ServerLine target,
    List<PlannedCollection> collections) {

  public CheckedPlan {
    collections = List.copyOf(collections);
  }

  /** All records that migrate. */
  public long records() {
    return collections.stream().mapToLong(PlannedCollection::records).sum();
  }
}
