package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Check;
import io.chromarunbook.activities.checks.FilterChecks;
import io.chromarunbook.activities.comparison.RecordComparison;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.RecordFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Filters made of some of a collection's records, those that select few rather than many: a filter
 * that selects nearly everything is only a listing.
 */
final class FilterChoice {

  /**
   * A filter that shows something for a check.
   *
   * @param name for people
   */
  record Question(Check check, RecordFilter filter, String name) {}

  private static final Pattern WORD = Pattern.compile("[a-z]{7,40}");

  private record Field(String key, Object value) {}

  private final RecordRoute route;
  // A field the plan renames, casts or fills in selects other records at the target, rightly so.
  private final Set<String> changed = new HashSet<>();

  /** Starts with no record seen. */
  FilterChoice(RecordRoute route) {
    this.route = route;
  }

  /** Looks at a record; all of the collection must be shown before there are questions. */
  void look(ChromaRecord record) {
    if (route.apply(record) instanceof Outcome.Migratable migratable) {
      changed.addAll(
          RecordComparison.differingKeys(record.metadata(), migratable.record().metadata()));
    }
  }

  /** What to ask, each once, made of some of the records. */
  List<Question> questions(List<ChromaRecord> records) {
    Map<Field, Long> fields = new LinkedHashMap<>();
    for (ChromaRecord record : records) {
      record
          .metadata()
          .forEach(
              (key, value) -> {
                if (!changed.contains(key)) {
                  fields.merge(new Field(key, value), 1L, Long::sum);
                }
              });
    }
    List<Question> questions = new ArrayList<>();
    rarest(fields, value -> value instanceof String)
        .ifPresent(field -> questions.add(equality(FilterChecks.EQUALITY, field)));
    rarest(fields, value -> value instanceof Long)
        .ifPresent(field -> questions.add(equality(FilterChecks.EQUALITY, field)));
    rarest(fields, value -> value instanceof Boolean)
        .ifPresent(field -> questions.add(equality(FilterChecks.BOOLEAN, field)));
    greatest(fields).ifPresent(field -> questions.add(range(field)));
    word(records).ifPresent(word -> questions.add(containing(word)));
    return questions;
  }

  private static Optional<Field> rarest(Map<Field, Long> fields, Predicate<Object> kind) {
    return fields.entrySet().stream()
        .filter(field -> kind.test(field.getKey().value()))
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  /** The greatest value of the integer field that has most different ones. */
  private static Optional<Field> greatest(Map<Field, Long> fields) {
    Map<String, List<Long>> values = new LinkedHashMap<>();
    for (Field field : fields.keySet()) {
      if (field.value() instanceof Long number) {
        values.computeIfAbsent(field.key(), key -> new ArrayList<>()).add(number);
      }
    }
    return values.entrySet().stream()
        .max(Comparator.comparingInt(field -> field.getValue().size()))
        .map(
            field ->
                new Field(
                    field.getKey(),
                    field.getValue().stream().max(Comparator.naturalOrder()).orElseThrow()));
  }

  /** The longest word of any of the documents. */
  private static Optional<String> word(List<ChromaRecord> records) {
    return records.stream()
        .filter(record -> record.document() != null)
        .flatMap(record -> WORD.matcher(record.document()).results())
        .map(MatchResult::group)
        .max(Comparator.comparingInt(String::length));
  }

  private static Question equality(Check check, Field field) {
    return new Question(
        check,
        RecordFilter.where(Map.of(field.key(), field.value())),
        field.key() + ": " + field.value());
  }

  private static Question range(Field field) {
    Map<String, Object> condition = Map.of("$gte", field.value());
    return new Question(
        FilterChecks.RANGE,
        RecordFilter.where(Map.of(field.key(), condition)),
        field.key() + ": " + condition);
  }

  private static Question containing(String word) {
    return new Question(FilterChecks.DOCUMENT, RecordFilter.containing(word), word);
  }
}
