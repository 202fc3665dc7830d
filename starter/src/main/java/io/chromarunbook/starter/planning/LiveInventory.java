package io.chromarunbook.starter.planning;

import java.util.List;

/**
 * What a plan's source holds of what migrates, as it is now.
 *
 * @param version the source's release, as it says itself
 */
public record LiveInventory(String version, List<PlannedCollection> collections) {

  public LiveInventory {
    collections = List.copyOf(collections);
  }

  /** All records that migrate. */
  public long records() {
    return collections.stream().mapToLong(PlannedCollection::records).sum();
  }
}
