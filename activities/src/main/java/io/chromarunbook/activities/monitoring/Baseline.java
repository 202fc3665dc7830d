package io.chromarunbook.activities.monitoring;

import io.chromarunbook.activities.standing.MigratedCollection;
import java.util.List;

/**
 * What probes compare with, written down when the window opens.
 *
 * @param searches what the fixed searches came to; null where the target did not answer then
 */
record Baseline(List<Line> collections, FixedSearches.Figures searches) {

  /**
   * One collection, in the order of the frozen inventory.
   *
   * @param source its name at the source
   * @param target its name at the target
   * @param records the source has and must go on having
   * @param migrated of those, how many were brought to the target
   */
  record Line(String source, String target, long records, long migrated) {}

  Baseline {
    collections = List.copyOf(collections);
  }

  // What was frozen is what must go on.
  static Baseline of(List<MigratedCollection> migrated, FixedSearches.Figures searches) {
    return new Baseline(
        migrated.stream()
            .map(each -> new Line(each.source(), each.target(), each.records(), each.migrated()))
            .toList(),
        searches);
  }
}
