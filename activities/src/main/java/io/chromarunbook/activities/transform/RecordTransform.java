package io.chromarunbook.activities.transform;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.Misfit;
import io.chromarunbook.workflows.plan.Unlisted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out a collection's metadata schema on its records: renames, defaults, casts without loss,
 * allowed values, required and dropped fields, and what becomes of misfits and of fields the schema
 * does not list. Id, document, uri and embedding stay as they are. Safe for use by several threads.
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
    if (keepsAllOf(record)) {
      return new Outcome.Migratable(record);
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, Object> field : record.metadata().entrySet()) {
      String name = field.getKey();
      if (field.getValue() == null || sourceNames.contains(name)) {
        continue;
      }
      Optional<Refusal> refusal = refusalOfUnlisted(name, field.getValue());
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

  private boolean keepsAllOf(ChromaRecord record) {
    if (!schema.fields().isEmpty() || schema.unlisted() != Unlisted.KEEP) {
      return false;
    }
    for (Object value : record.metadata().values()) {
      if (value == null) {
        return false;
      }
    }
    return true;
  }

  private Optional<Refusal> refusalOfUnlisted(String name, Object value) {
    if (schema.unlisted() == Unlisted.REJECT) {
      return Optional.of(
          new Refusal(
              "unlisted:" + name,
              "The metadata field '%s' is not listed in transform.fields and unlisted is reject; list it, or set unlisted to keep or drop."
                  .formatted(Shown.cut(name)),
              RuleLine.of(name, new FieldRule(RuleLine.typeOf(value), false, null, null, null))));
    }
    FieldRule rule = schema.fields().get(name);
    if (rule != null && schema.unlisted() == Unlisted.KEEP) {
      return Optional.of(
          new Refusal(
              "clash:" + name,
              "The metadata field '%s' is in the way of '%s', which is renamed to it; rename or list it, or set unlisted to drop."
                  .formatted(Shown.cut(name), rule.from()),
              RuleLine.of(
                  name + "_before",
                  new FieldRule(RuleLine.typeOf(value), false, name, null, null))));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> addListed(
      String name, FieldRule rule, ChromaRecord record, Map<String, Object> metadata) {
    if (rule.dropped()) {
      return Optional.empty();
    }
    String sourceName = sourceName(name, rule);
    Object found = record.metadata().get(sourceName);
    Object value = found == null ? rule.defaultValue() : found;
    if (value == null) {
      return rule.required() ? Optional.of(missing(name, sourceName, rule)) : Optional.empty();
    }
    Optional<Object> cast = LosslessCast.cast(value, rule.type());
    if (cast.isPresent() && allows(rule, cast.get())) {
      metadata.put(name, cast.get());
      return Optional.empty();
    }
    return switch (rule.misfit()) {
      case DROP -> Optional.empty();
      case KEEP -> {
        metadata.put(name, value);
        yield Optional.empty();
      }
      case DEFAULT -> {
        LosslessCast.cast(rule.defaultValue(), rule.type())
            .ifPresent(otherwise -> metadata.put(name, otherwise));
        yield Optional.empty();
      }
      case REJECT -> Optional.of(misfit(name, sourceName, rule, value, cast));
    };
  }

  private static Refusal misfit(
      String name, String sourceName, FieldRule rule, Object value, Optional<Object> cast) {
    if (cast.isEmpty()) {
      return new Refusal(
          "cast:" + name,
          "The metadata field '%s' is %s, which cannot become %s without loss; give transform.fields.%s the type it has or an onMisfit, or change the record at the source."
              .formatted(sourceName, Shown.value(value), named(rule), name),
          RuleLine.of(name, fitting(rule, value)));
    }
    List<Object> more = new ArrayList<>(rule.oneOf());
    more.add(cast.get());
    return new Refusal(
        "one-of:" + name,
        "The metadata field '%s' is %s, which is none of %s; add the value to transform.fields.%s.oneOf or give it an onMisfit, or change the record at the source."
            .formatted(sourceName, Shown.value(cast.get()), Shown.value(rule.oneOf()), name),
        RuleLine.of(
            name,
            new FieldRule(rule.type(), rule.required(), rule.from(), rule.defaultValue(), more)));
  }

  /** The rule with what this value asks for: a way out where there may be one, or its own type. */
  private static FieldRule fitting(FieldRule rule, Object value) {
    if (rule.defaultValue() != null || !rule.required()) {
      return new FieldRule(
          rule.type(),
          rule.required(),
          rule.from(),
          rule.defaultValue(),
          rule.oneOf(),
          rule.defaultValue() == null ? Misfit.DROP : Misfit.DEFAULT,
          null);
    }
    return new FieldRule(RuleLine.typeOf(value), true, rule.from(), null, null);
  }

  private static FieldRule defaulted(FieldRule rule) {
    Object otherwise =
        rule.oneOf().isEmpty()
            ? switch (rule.type()) {
              case STRING -> "unknown";
              case INTEGER -> 0;
              case FLOAT -> 0.0;
              case BOOLEAN -> false;
            }
            : rule.oneOf().get(0);
    return new FieldRule(
        rule.type(), true, rule.from(), otherwise, rule.oneOf(), rule.onMisfit(), null);
  }

  private static Refusal missing(String name, String sourceName, FieldRule rule) {
    return new Refusal(
        "required:" + name,
        "The metadata field '%s' is required and the record has none; give transform.fields.%s a default, or fill it in at the source."
            .formatted(sourceName, name),
        RuleLine.of(name, defaulted(rule)));
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
    return new Outcome.Unmigratable(record, refusal.cause(), refusal.reason(), refusal.rule());
  }

  /** The names of the fields every migrated record has. */
  public List<String> requiredFields() {
    return schema.fields().entrySet().stream()
        .filter(field -> field.getValue().required())
        .map(Map.Entry::getKey)
        .toList();
  }
}
