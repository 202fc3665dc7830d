package io.chromarunbook.activities.transform;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.Unlisted;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out a collection's metadata schema on its records: renames, defaults, casts without loss,
 * allowed values, required fields, and what becomes of fields the schema does not list. Id,
 * document, uri and embedding stay as they are. Safe for use by several threads.
 */
public final class RecordTransform {

  private final CollectionTransform schema;
  private final Set<String> sourceNames = new HashSet<>();

  /** The transform by this schema. */
  public RecordTransform(CollectionTransform schema) {
    this.schema = schema;
    schema.fields().forEach((name, rule) -> sourceNames.add(sourceName(name, rule)));
  }

  /** The record as the target is to have it, or why it cannot be made so. */
  public Outcome apply(ChromaRecord record) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, Object> field : record.metadata().entrySet()) {
      String name = field.getKey();
      if (field.getValue() == null || sourceNames.contains(name)) {
        continue;
      }
      Optional<Refusal> refusal = refusalOfUnlisted(name);
      if (refusal.isPresent()) {
        return unmigratable(record, refusal.get());
      }
      if (schema.unlisted() == Unlisted.KEEP) {
        metadata.put(name, field.getValue());
      }
    }
    for (Map.Entry<String, FieldRule> field : schema.fields().entrySet()) {
      Optional<Refusal> refusal = addListed(field.getKey(), field.getValue(), record, metadata);
      if (refusal.isPresent()) {
        return unmigratable(record, refusal.get());
      }
    }
    return new Outcome.Migratable(
        new ChromaRecord(
            record.id(), record.document(), record.uri(), metadata, record.embedding()));
  }

  private Optional<Refusal> refusalOfUnlisted(String name) {
    if (schema.unlisted() == Unlisted.REJECT) {
      return Optional.of(
          new Refusal(
              "unlisted:" + name,
              "The metadata field '%s' is not listed in transform.fields and unlisted is reject; list it, or set unlisted to keep or drop."
                  .formatted(Shown.cut(name))));
    }
    FieldRule rule = schema.fields().get(name);
    if (rule != null && schema.unlisted() == Unlisted.KEEP) {
      return Optional.of(
          new Refusal(
              "clash:" + name,
              "The metadata field '%s' is in the way of '%s', which is renamed to it; rename or list it, or set unlisted to drop."
                  .formatted(Shown.cut(name), rule.from())));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> addListed(
      String name, FieldRule rule, ChromaRecord record, Map<String, Object> metadata) {
    String sourceName = sourceName(name, rule);
    Object found = record.metadata().get(sourceName);
    Object value = found == null ? rule.defaultValue() : found;
    if (value == null) {
      return rule.required() ? Optional.of(missing(name, sourceName)) : Optional.empty();
    }
    Optional<Object> cast = LosslessCast.cast(value, rule.type());
    if (cast.isEmpty()) {
      return Optional.of(
          new Refusal(
              "cast:" + name,
              "The metadata field '%s' is %s, which cannot become %s without loss; give transform.fields.%s the type it has, or change the record at the source."
                  .formatted(sourceName, Shown.value(value), named(rule), name)));
    }
    if (!allows(rule, cast.get())) {
      return Optional.of(
          new Refusal(
              "one-of:" + name,
              "The metadata field '%s' is %s, which is none of %s; add the value to transform.fields.%s.oneOf, or change the record at the source."
                  .formatted(
                      sourceName, Shown.value(cast.get()), Shown.value(rule.oneOf()), name)));
    }
    metadata.put(name, cast.get());
    return Optional.empty();
  }

  private static Refusal missing(String name, String sourceName) {
    return new Refusal(
        "required:" + name,
        "The metadata field '%s' is required and the record has none; give transform.fields.%s a default, or fill it in at the source."
            .formatted(sourceName, name));
  }

  private static boolean allows(FieldRule rule, Object value) {
    // Numbers in a plan are what YAML makes of them; the field's type decides.
    return rule.oneOf().isEmpty()
        || rule.oneOf().stream()
            .map(allowed -> LosslessCast.cast(allowed, rule.type()))
            .anyMatch(allowed -> allowed.isPresent() && allowed.get().equals(value));
  }

  private static String named(FieldRule rule) {
    return switch (rule.type()) {
      case INTEGER -> "an integer";
      case STRING, FLOAT, BOOLEAN -> "a " + rule.type().label();
    };
  }

  private static String sourceName(String name, FieldRule rule) {
    return rule.from() == null ? name : rule.from();
  }

  private static Outcome unmigratable(ChromaRecord record, Refusal refusal) {
    return new Outcome.Unmigratable(record, refusal.cause(), refusal.reason());
  }

  /** The names of the fields every migrated record has. */
  public List<String> requiredFields() {
    return schema.fields().entrySet().stream()
        .filter(field -> field.getValue().required())
        .map(Map.Entry::getKey)
        .toList();
  }
}
