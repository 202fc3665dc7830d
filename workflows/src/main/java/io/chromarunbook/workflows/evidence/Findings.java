package io.chromarunbook.workflows.evidence;

import io.chromarunbook.workflows.plan.ValidationPlan;
import java.util.List;

/**
 * Everything GO is decided on apart from what people say: found by validation, free of times and
 * speeds, so that an equal re-run is equal.
 *
 * @param collectionsExpected collections of the frozen inventory
 * @param collectionsMigrated of those, the ones at the target with their settings kept
 * @param requiredFields metadata fields every record must have; 0 where the plan names none
 * @param incompleteRecords records, not in quarantine, that lack one or have it in another type
 * @param missingEmbeddings records of the source without embedding
 * @param searches semantic search, a line a collection that has records
 * @param bounds what the plan asks for
 */
public record Findings(
    Totals totals,
    int collectionsExpected,
    int collectionsMigrated,
    int requiredFields,
    long incompleteRecords,
    long missingEmbeddings,
    List<SearchResult> searches,
    ValidationPlan bounds) {

  public Findings {
    searches = List.copyOf(searches);
  }
}
