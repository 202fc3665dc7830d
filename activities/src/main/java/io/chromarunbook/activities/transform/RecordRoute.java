package io.chromarunbook.activities.transform;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.CollectionTransform;
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
