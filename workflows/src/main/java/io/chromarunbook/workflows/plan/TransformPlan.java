package io.chromarunbook.workflows.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How metadata changes on its way.
 *
 * @param collections schemas that replace the common one, by source collection name
 */
public record TransformPlan(
    @PlanKey(
            means = "The target's metadata schema: rules by the field's name at the target",
            example = "{lang: {type: string, default: en}}")
        Map<String, FieldRule> fields,
    @PlanKey(means = "What becomes of a field that the schema does not list") Unlisted unlisted,
    @PlanKey(
            means = "Schemas that replace the common one, by name at the source",
            example = "{notes: {unlisted: drop}}")
        Map<String, CollectionTransform> collections) {

  /** Everything stays as it is. */
  public static final TransformPlan NONE = new TransformPlan(null, null, null);

  public TransformPlan {
    fields = fields == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    CollectionTransform.refuseContradictions(fields);
    unlisted = unlisted == null ? Unlisted.KEEP : unlisted;
    collections =
        collections == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(collections));
  }

  /** The schema for one source collection. */
  public CollectionTransform of(String collection) {
    CollectionTransform own = collections.get(collection);
    return own == null ? new CollectionTransform(fields, unlisted) : own;
  }
}
