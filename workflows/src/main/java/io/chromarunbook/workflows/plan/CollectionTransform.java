package io.chromarunbook.workflows.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The target's metadata schema: rules by target field name, and what becomes of other fields. */
public record CollectionTransform(
    @PlanKey(
            means = "Its metadata schema: rules by the field's name at the target",
            example = "{lang: {type: string, default: en}}")
        Map<String, FieldRule> fields,
    @PlanKey(means = "What becomes of a field that the schema does not list") Unlisted unlisted) {

  public CollectionTransform {
    fields = fields == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    refuseContradictions(fields);
    unlisted = unlisted == null ? Unlisted.KEEP : unlisted;
  }

  static void refuseContradictions(Map<String, FieldRule> fields) {
    fields.forEach(
        (name, rule) -> {
          if (rule == null) {
            throw new IllegalArgumentException(
                "the field '" + name + "' has no rule; write at least its type");
          }
          if (name.isEmpty() || name.startsWith("#") || name.startsWith("$")) {
            if (!rule.dropped()) {
              throw new IllegalArgumentException(
                  "a target refuses the field name '" + name + "'; give the field another name");
            }
          }
          FieldRule taken = rule.from() == null ? null : fields.get(rule.from());
          if (taken != null && taken.dropped()) {
            throw new IllegalArgumentException(
                "'%s' takes its values from '%s', which is dropped; a renamed field needs no drop"
                    .formatted(name, rule.from()));
          }
        });
  }
}
