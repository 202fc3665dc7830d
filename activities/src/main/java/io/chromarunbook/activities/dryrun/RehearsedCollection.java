package io.chromarunbook.activities.dryrun;

import java.util.List;
import java.util.Map;

/**
 * What the dry-run found in one collection.
 *
 * @param name at the source
 * @param inventoried records when the inventory was taken
 * @param records read now
 * @param vanished listed, and gone when they were to be read
 * @param repeated ids listed more than once
 * @param unmigratable of the read ones, those that cannot be migrated as things are
 * @param keys every metadata key with every type it has
 * @param dimensions records by the dimension of their embedding; 0 for those without one
 */
public record RehearsedCollection(
    String name,
    long inventoried,
    long records,
    long vanished,
    long repeated,
    long unmigratable,
    List<Cause> causes,
    Map<String, List<String>> keys,
    Map<Integer, Long> dimensions) {

  boolean drifted() {
    return vanished > 0 || repeated > 0 || records != inventoried;
  }
}
