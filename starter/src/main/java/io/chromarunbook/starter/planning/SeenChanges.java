package io.chromarunbook.starter.planning;

import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.plan.CollectionTransform;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Unlisted;
import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which metadata fields have values of another type at the target, or none, as some records of the
 * source show: a rule that gives a field's type does not tell which it has now.
 */
final class SeenChanges {

  /** Records looked at of each collection; the dry-run looks at every one. */
  static final int RECORDS = 50;

  private static final int LONGEST_SHOWN = 60;

  private final Map<String, TreeSet<String>> casts = new TreeMap<>();
  private final TreeSet<String> leftOut = new TreeSet<>();

  /** Of all collections that a plan selects at its source, where a rule can change values. */
  static SeenChanges at(Side source, Plan plan, List<CollectionInfo> found) {
    SeenChanges changes = new SeenChanges();
    for (CollectionInfo collection : found) {
      CollectionTransform schema = plan.transform().of(collection.name());
      if (plan.collections().selects(collection.name()) && changes(schema)) {
        RecordRoute route = new RecordRoute(schema, collection.dimension());
        source
            .firstRecords(collection, RECORDS)
            .forEach(each -> changes.look(each, route.apply(each), schema));
      }
    }
    return changes;
  }

  /** In sentences. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (!casts.isEmpty()) {
      List<String> named = new ArrayList<>();
      casts.forEach(
          (name, types) -> named.add("%s (%s)".formatted(shown(name), String.join(", ", types))));
      sentences.add(
          "After the switch applications that filter by these fields have to ask for another type, as the first %d records of each collection show: %s."
              .formatted(RECORDS, String.join(", ", named)));
    }
    if (!leftOut.isEmpty()) {
      sentences.add(
          "After the switch applications that filter by these fields find less, because the plan leaves their values out, as the first %d records of each collection show: %s."
              .formatted(
                  RECORDS, String.join(", ", leftOut.stream().map(SeenChanges::shown).toList())));
    }
    return sentences;
  }

  private static boolean changes(CollectionTransform schema) {
    return schema.unlisted() == Unlisted.DROP
        || schema.fields().values().stream().anyMatch(rule -> !rule.dropped());
  }

  private void look(ChromaRecord before, Outcome outcome, CollectionTransform schema) {
    if (!(outcome instanceof Outcome.Migratable migratable)) {
      // It is told with the records that cannot migrate.
      return;
    }
    Map<String, Object> after = migratable.record().metadata();
    before
        .metadata()
        .forEach(
            (name, value) -> {
              FieldRule own = schema.fields().get(name);
              if (value == null || (own != null && own.dropped())) {
                // What is dropped by name is told from the plan alone.
                return;
              }
              Optional<Object> found = Optional.ofNullable(after.get(targetName(name, schema)));
              if (found.isEmpty()) {
                leftOut.add(name);
                return;
              }
              FieldType from = ValueType.of(value);
              FieldType to = ValueType.of(found.get());
              if (from != to) {
                casts
                    .computeIfAbsent(name, first -> new TreeSet<>())
                    .add(from.label() + " to " + to.label());
              }
            });
  }

  /** Where a field's values go, if anywhere by a rule; else they stay where they are. */
  private static String targetName(String name, CollectionTransform schema) {
    return schema.fields().entrySet().stream()
        .filter(rule -> name.equals(rule.getValue().from()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  private static String shown(String name) {
    return Printable.of(name, LONGEST_SHOWN);
  }
}
