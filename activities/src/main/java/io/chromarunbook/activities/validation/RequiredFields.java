package io.chromarunbook.activities.validation;

import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import java.util.Map;
import java.util.stream.Collectors;

/** The metadata fields every record of a collection must have, each with its type. */
final class RequiredFields {

  private final Map<String, FieldType> types;

  RequiredFields(CollectionTransform schema) {
    this.types =
        schema.fields().entrySet().stream()
            .filter(field -> field.getValue().required())
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, field -> typeOf(field.getValue())));
  }

  private static FieldType typeOf(FieldRule rule) {
    return rule.type();
  }

  int number() {
    return types.size();
  }

  /** Whether every field is there in its type. */
  boolean completeIn(Map<String, Object> metadata) {
    for (Map.Entry<String, FieldType> field : types.entrySet()) {
      if (!has(field.getValue(), metadata.get(field.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(FieldType type, Object value) {
    return switch (type) {
      case STRING -> value instanceof String;
      case INTEGER -> value instanceof Long;
      case FLOAT -> value instanceof Double;
      case BOOLEAN -> value instanceof Boolean;
    };
  }
}
