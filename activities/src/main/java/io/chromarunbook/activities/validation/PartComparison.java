package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Tally;
import java.util.List;
import java.util.Map;

/**
 * What comparing one part with the target showed, with every id that is not as it should be.
 *
 * @param planDigest SHA-256 of the plan whose transform said what should be there
 * @param partSha256 of the part's file
 * @param records in the part
 * @param equal at the target
 * @param byTolerance of the equal, those that are so only by tolerance
 * @param quarantined put aside and not at the target
 * @param different at the target, but not as it should be
 * @param missing neither at the target nor in quarantine
 * @param withoutEmbedding at the source
 * @param checks what the checks of records saw
 */
record PartComparison(
    int collection,
    int part,
    String planDigest,
    String partSha256,
    long records,
    long equal,
    long byTolerance,
    long quarantined,
    List<DifferentRecord> different,
    List<String> missing,
    List<String> withoutEmbedding,
    Map<String, Tally> checks) {

  /**
   * A record that is not as it should be.
   *
   * @param what the fields that differ
   */
  record DifferentRecord(String id, List<String> what) {

    /** Stands for a record that could not be migrated, yet somebody brought it to the target. */
    static final String NOT_MIGRATED = "not migrated by this run";

    /** Whether this is such a record. */
    boolean notMigrated() {
      return what.contains(NOT_MIGRATED);
    }
  }

  PartComparison {
    different = List.copyOf(different);
    missing = List.copyOf(missing);
    withoutEmbedding = List.copyOf(withoutEmbedding);
  }
}
