package io.chromarunbook.activities.taking;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a source has otherwise than a snapshot that was taken of it.
 *
 * @param collections those that differ, in the order of the snapshot, then those it does not have
 */
public record Drift(List<OfCollection> collections) {

  /**
   * One collection, in records.
   *
   * @param added at the source, and not in the snapshot
   * @param changed in any field
   * @param removed from the source
   */
  public record OfCollection(String name, long added, long changed, long removed) {

    boolean none() {
      return added == 0 && changed == 0 && removed == 0;
    }
  }

  public Drift {
    collections = collections.stream().filter(each -> !each.none()).toList();
  }

  /** Whether the source is what the snapshot has. */
  public boolean none() {
    return collections.isEmpty();
  }

  /** Records of all collections. */
  public long added() {
    return sum(OfCollection::added);
  }

  /** Records of all collections. */
  public long changed() {
    return sum(OfCollection::changed);
  }

  /** Records of all collections. */
  public long removed() {
    return sum(OfCollection::removed);
  }

  private long sum(ToLongFunction<OfCollection> records) {
    return collections.stream().mapToLong(records).sum();
  }
}
