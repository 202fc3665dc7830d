package io.chromarunbook.activities.transform;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.CollectionTransform;
import java.util.Map;
import java.util.Optional;

/**
 * The whole way of one collection's records: transformed by the plan, then held against what the
 * target takes. Dry-run and import both go this way, so that what one finds the other finds.
 */
public final class RecordRoute {

  private final RecordTransform transform;
  private final TargetRules rules;

  /**
   * The way of a collection's records.
   *
   * @param dimension of the collection's embeddings; empty where nobody knows it yet
   */
  public RecordRoute(CollectionTransform schema, Optional<Integer> dimension) {
    this.transform = new RecordTransform(schema);
    this.rules = new TargetRules(dimension);
  }

  /**
   * The same where the source is known to have lost embeddings.
   *
   * @param lost what the source says of that, by the id of each such record
   */
  public Outcome apply(ChromaRecord record, Map<String, String> lost) {
    Outcome outcome = apply(record);
    String said = lost.get(record.id());
    return said != null && outcome instanceof Outcome.Unmigratable
        ? new Outcome.Unmigratable(
            record,
            "lost-embedding",
            "The source has lost the record's embedding, its index is damaged (it says: %s); embed it anew at the source, or let the quarantine take it."
                .formatted(said),
            "")
        : outcome;
  }

  /** The record as it is to be written, or why it cannot be. */
  public Outcome apply(ChromaRecord record) {
    Outcome transformed = transform.apply(record);
    if (transformed instanceof Outcome.Migratable migratable) {
      Optional<Refusal> refusal = rules.refusal(migratable.record());
      if (refusal.isPresent()) {
        return new Outcome.Unmigratable(
            record, refusal.get().cause(), refusal.get().reason(), refusal.get().rule());
      }
    }
    return transformed;
  }
}
