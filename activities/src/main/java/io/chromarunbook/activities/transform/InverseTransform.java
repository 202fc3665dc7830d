package io.chromarunbook.activities.transform;

import io.chromarunbook.activities.comparison.Comparison;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.plan.Unlisted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way back of one collection's records, from the shape they have at the target to the one they
 * have at the source: fields get their names there, values their types, and what never went over
 * stays as the snapshot has it. A transform loses something where it drops, defaults or casts, so a
 * result only counts where transforming it again gives exactly the record at hand.
 */
public final class InverseTransform {

  /** What a record of the target would be at the source. */
  public sealed interface Origin {

    /** This one. */
    record Found(ChromaRecord record) implements Origin {}

    /**
     * Nobody can tell.
     *
     * @param reason one sentence
     */
    record Unknown(String reason) implements Origin {}
  }

  private final CollectionTransform schema;
  private final RecordRoute route;
  private final RecordComparison comparison;
  private final Map<String, List<String>> sourceTypes;
  private final Set<String> sourceNames;

  /**
   * The way back by a collection's schema.
   *
   * @param dimension of the collection's embeddings; empty where nobody knows it
   * @param comparison when two of the collection's records are the same
   * @param sourceTypes the types values have at the source by key, as the inventory saw them:
   *     "string", "integer", "float", "boolean"
   */
  public InverseTransform(
      CollectionTransform schema,
      Optional<Integer> dimension,
      RecordComparison comparison,
      Map<String, List<String>> sourceTypes) {
    this.schema = schema;
    this.route = new RecordRoute(schema, dimension);
    this.comparison = comparison;
    this.sourceTypes = Map.copyOf(sourceTypes);
    this.sourceNames =
        schema.fields().entrySet().stream()
            .map(field -> sourceName(field.getKey(), field.getValue()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What a record that was never at the source would be there. */
  public Origin of(ChromaRecord atTarget) {
    ChromaRecord wanted = withoutNulls(atTarget);
    Map<String, Object> metadata = new LinkedHashMap<>();
    putUnlisted(metadata, wanted);
    schema
        .fields()
        .forEach(
            (name, rule) -> {
              Object value = wanted.metadata().get(name);
              if (value != null && !rule.dropped()) {
                metadata.put(sourceName(name, rule), cast(name, rule, value, null));
              }
            });
    return proven(with(wanted, metadata), wanted);
  }

  /** What is not listed goes over as it is, or not at all. */
  private void putUnlisted(Map<String, Object> metadata, ChromaRecord atTarget) {
    atTarget
        .metadata()
        .forEach(
            (name, value) -> {
              if (isUnlisted(name)) {
                metadata.put(name, value);
              }
            });
  }

  /**
   * What a migrated record that is another one now would be at the source. Values that are as they
   * were migrated, if only within tolerance, are those of the original.
   *
   * @param original as the snapshot has it
   */
  public Origin of(ChromaRecord original, ChromaRecord atTarget) {
    if (!(route.apply(original) instanceof Outcome.Migratable migrated)) {
      return new Origin.Unknown(
          "the plan does not let the snapshot's record over, so what changed cannot be told");
    }
    ChromaRecord expected = migrated.record();
    Set<String> differing =
        comparison.compare(expected, atTarget) instanceof Comparison.Different different
            ? Set.copyOf(different.what())
            : Set.of();
    ChromaRecord wanted = unaltered(expected, withoutNulls(atTarget), differing);
    Map<String, Object> metadata = keptFrom(original);
    putUnlisted(metadata, wanted);
    schema
        .fields()
        .forEach(
            (name, rule) -> {
              if (!rule.dropped()) {
                Object value = wanted.metadata().get(name);
                String sourceName = sourceName(name, rule);
                Object before = original.metadata().get(sourceName);
                if (!differing.contains(field(name))) {
                  put(metadata, sourceName, before);
                } else if (value != null) {
                  metadata.put(sourceName, cast(name, rule, value, before));
                }
              }
            });
    return proven(with(wanted, metadata), wanted);
  }

  /** What the transform leaves behind at the source, and so cannot have been changed since. */
  private Map<String, Object> keptFrom(ChromaRecord original) {
    Map<String, Object> kept = new LinkedHashMap<>();
    original
        .metadata()
        .forEach(
            (name, value) -> {
              FieldRule rule = schema.fields().get(name);
              boolean dropped = rule != null && rule.dropped();
              boolean unlisted = !sourceNames.contains(name) && schema.unlisted() == Unlisted.DROP;
              if (value != null && (dropped || unlisted)) {
                kept.put(name, value);
              }
            });
    return kept;
  }

  /** Neither a field of the target's schema nor the source's name of one. */
  private boolean isUnlisted(String name) {
    return !schema.fields().containsKey(name)
        && !sourceNames.contains(name)
        && schema.unlisted() != Unlisted.DROP;
  }

  /** The target's record, with what only the server altered as it was written. */
  private static ChromaRecord unaltered(
      ChromaRecord expected, ChromaRecord atTarget, Set<String> differing) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    atTarget
        .metadata()
        .forEach(
            (name, value) ->
                metadata.put(
                    name, differing.contains(field(name)) ? value : expected.metadata().get(name)));
    return new ChromaRecord(
        atTarget.id(),
        atTarget.document(),
        atTarget.uri(),
        metadata,
        differing.contains("embedding") ? atTarget.embedding() : expected.embedding());
  }

  /**
   * A value in the type it has at the source: that of the value it replaces, else the one the
   * inventory saw, else its own.
   */
  private Object cast(String name, FieldRule rule, Object value, Object before) {
    return Stream.concat(typeOf(before).stream(), seenTypes(sourceName(name, rule), value).stream())
        .map(type -> LosslessCast.cast(value, type))
        .flatMap(Optional::stream)
        .filter(cast -> LosslessCast.cast(cast, rule.type()).filter(value::equals).isPresent())
        .findFirst()
        .orElse(value);
  }

  private List<FieldType> seenTypes(String sourceName, Object value) {
    List<FieldType> types = new ArrayList<>();
    for (String seen : sourceTypes.getOrDefault(sourceName, List.of())) {
      Stream.of(FieldType.values()).filter(type -> type.label().equals(seen)).forEach(types::add);
    }
    // Of several types its own is as good as any.
    return typeOf(value).filter(types::contains).map(List::of).orElse(types);
  }

  private static Optional<FieldType> typeOf(Object value) {
    if (value instanceof String) {
      return Optional.of(FieldType.STRING);
    }
    if (value instanceof Long) {
      return Optional.of(FieldType.INTEGER);
    }
    if (value instanceof Double) {
      return Optional.of(FieldType.FLOAT);
    }
    return value instanceof Boolean ? Optional.of(FieldType.BOOLEAN) : Optional.empty();
  }

  private Origin proven(ChromaRecord origin, ChromaRecord wanted) {
    Outcome outcome = route.apply(origin);
    if (outcome instanceof Outcome.Unmigratable refused) {
      return new Origin.Unknown("the plan would not let it over again: " + refused.reason());
    }
    ChromaRecord again = ((Outcome.Migratable) outcome).record();
    if (again.equals(wanted)) {
      return new Origin.Found(origin);
    }
    // Only metadata goes through a schema.
    Set<String> names = new TreeSet<>(again.metadata().keySet());
    names.addAll(wanted.metadata().keySet());
    return new Origin.Unknown(
        "the plan's transform would make another record of it again, different in "
            + names.stream()
                .filter(
                    name ->
                        !Objects.equals(again.metadata().get(name), wanted.metadata().get(name)))
                .map(InverseTransform::field)
                .collect(Collectors.joining(", ")));
  }

  private static void put(Map<String, Object> metadata, String name, Object value) {
    if (value != null) {
      metadata.put(name, value);
    }
  }

  private static ChromaRecord withoutNulls(ChromaRecord record) {
    Map<String, Object> metadata = new HashMap<>(record.metadata());
    metadata.values().removeIf(Objects::isNull);
    return with(record, metadata);
  }

  private static ChromaRecord with(ChromaRecord record, Map<String, Object> metadata) {
    return new ChromaRecord(
        record.id(),
        record.document(),
        record.uri(),
        Collections.unmodifiableMap(metadata),
        record.embedding());
  }

  private static String field(String name) {
    return "metadata:" + name;
  }

  private static String sourceName(String name, FieldRule rule) {
    return rule.from() == null ? name : rule.from();
  }
}
