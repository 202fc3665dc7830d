package io.chromarunbook.activities.checks;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Family 6: which metadata fields there are, and of what type. */
public final class MetadataSchemaChecks implements RecordChecks {

  /** The field every record must have. */
  public static final Check REQUIRED_FIELDS =
      Check.blocking(
          "metadata.required-fields",
          "every required field in every record, in its type",
          "Each field the plan requires is in every record at the target, with the type the plan"
              + " names; records in quarantine are not counted.",
          "That the value is right; the values family says so.",
          Inapplicable.NO_REQUIRED_FIELDS);

  static final Check ALLOWED_VALUES =
      Check.blocking(
          "metadata.allowed-values",
          "no value outside what the plan allows",
          "Every field with oneOf in the plan has one of those values at the target.",
          "Anything about fields without oneOf.",
          Inapplicable.NO_ALLOWED_VALUES);

  static final Check TYPES =
      Check.blocking(
          "metadata.types",
          "every value of the type it should have",
          "No integer became a float or a string, no boolean a string: 1 is not 1.0, true is not"
              + " \"true\".",
          "That the value is right; the values family says so.",
          Inapplicable.NO_METADATA);

  static final Check NO_LOST_KEYS =
      Check.blocking(
          "metadata.no-lost-keys",
          "every metadata field still there",
          "Each field a record should have, it has at the target.",
          "Fields the plan drops or the source never had.",
          Inapplicable.NO_METADATA);

  static final Check NO_UNEXPECTED_KEYS =
      Check.blocking(
          "metadata.no-unexpected-keys",
          "no metadata field that should not be there",
          "No record has a field at the target that neither the source nor the plan gave it, such"
              + " as one left over from an earlier write.",
          "Who wrote it.",
          Inapplicable.NO_RECORDS);

  /** What it consists of. */
  public static final Family FAMILY =
      new Family(
          "metadata",
          "Metadata schema",
          List.of(REQUIRED_FIELDS, ALLOWED_VALUES, TYPES, NO_LOST_KEYS, NO_UNEXPECTED_KEYS));

  private final Map<String, FieldType> required = new LinkedHashMap<>();
  private final Map<String, FieldRule> limited = new LinkedHashMap<>();

  /** For records of a collection with this schema. */
  public MetadataSchemaChecks(CollectionTransform schema) {
    schema
        .fields()
        .forEach(
            (name, rule) -> {
              if (rule.required()) {
                required.put(name, rule.type());
              }
              if (!rule.oneOf().isEmpty()) {
                limited.put(name, rule);
              }
            });
  }

  /** How many fields every record must have. */
  public int requiredFields() {
    return required.size();
  }

  @Override
  public void look(RecordPair pair, Tallies tallies) {
    Map<String, Object> expected = pair.expected().metadata();
    if (pair.found().isEmpty()) {
      due(expected, tallies);
      return;
    }
    Map<String, Object> found = pair.found().get().metadata();
    if (!required.isEmpty()) {
      tallies.look(REQUIRED_FIELDS, complete(found), pair.id());
    }
    if (!limited.isEmpty()) {
      tallies.look(ALLOWED_VALUES, allowed(found), pair.id());
    }
    if (!expected.isEmpty()) {
      tallies.look(TYPES, typed(expected, found), pair.id());
      tallies.look(
          NO_LOST_KEYS,
          expected.entrySet().stream()
              .allMatch(field -> field.getValue() == null || found.get(field.getKey()) != null),
          pair.id());
    }
    tallies.look(
        NO_UNEXPECTED_KEYS,
        found.entrySet().stream()
            .allMatch(field -> field.getValue() == null || expected.get(field.getKey()) != null),
        pair.id());
  }

  /** What can be said of a record as the plan makes it, before it is at the target. */
  public void lookAlone(ChromaRecord record, Tallies tallies) {
    if (!required.isEmpty()) {
      tallies.look(REQUIRED_FIELDS, complete(record.metadata()), record.id());
    }
    if (!limited.isEmpty()) {
      tallies.look(ALLOWED_VALUES, allowed(record.metadata()), record.id());
    }
  }

  private void due(Map<String, Object> expected, Tallies tallies) {
    if (!required.isEmpty()) {
      tallies.due(REQUIRED_FIELDS);
    }
    if (!limited.isEmpty()) {
      tallies.due(ALLOWED_VALUES);
    }
    if (!expected.isEmpty()) {
      tallies.due(TYPES);
      tallies.due(NO_LOST_KEYS);
    }
    tallies.due(NO_UNEXPECTED_KEYS);
  }

  private boolean complete(Map<String, Object> metadata) {
    return required.entrySet().stream()
        .allMatch(field -> is(field.getValue(), metadata.get(field.getKey())));
  }

  private boolean allowed(Map<String, Object> metadata) {
    return limited.entrySet().stream()
        .allMatch(
            field -> {
              Object value = metadata.get(field.getKey());
              // A number in a plan is what YAML makes of it; its text is the same for both.
              return value == null
                  || field.getValue().oneOf().stream()
                      .anyMatch(allowed -> allowed.toString().equals(value.toString()));
            });
  }

  private static boolean typed(Map<String, Object> expected, Map<String, Object> found) {
    return expected.entrySet().stream()
        .allMatch(
            field -> {
              Object there = found.get(field.getKey());
              return field.getValue() == null
                  || there == null
                  || kind(field.getValue()).equals(kind(there));
            });
  }

  private static Class<?> kind(Object value) {
    return value instanceof List ? List.class : value.getClass();
  }

  private static boolean is(FieldType type, Object value) {
    return switch (type) {
      case STRING -> value instanceof String;
      case INTEGER -> value instanceof Long;
      case FLOAT -> value instanceof Double;
      case BOOLEAN -> value instanceof Boolean;
    };
  }
}
