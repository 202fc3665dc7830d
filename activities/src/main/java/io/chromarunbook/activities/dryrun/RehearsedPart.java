package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.checks.Tally;
import java.util.List;
import java.util.Map;

/**
 * What the dry-run found in some records of a collection.
 *
 * @param records read
 * @param vanished listed, and gone when they were to be read
 * @param readNanos spent on reading them
 * @param idsThrough ids of the collection up to the end of this part
 * @param nextId where in the ids' file the next part begins, in bytes
 * @param causes of those that cannot be migrated
 * @param keys metadata keys with their types
 * @param dimensions records by the dimension of their embedding; 0 for those without one
 * @param exemplars of those that can, which stand for each trait
 * @param checks what the checks saw that look at single records
 */
record RehearsedPart(
    long records,
    long vanished,
    long readNanos,
    long idsThrough,
    long nextId,
    List<Cause> causes,
    Map<String, List<String>> keys,
    Map<Integer, Long> dimensions,
    Map<String, Exemplar> exemplars,
    Map<String, Tally> checks) {

  RehearsedPart {
    exemplars = exemplars == null ? Map.of() : Map.copyOf(exemplars);
  }
}
