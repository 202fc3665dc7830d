package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Check;
import io.chromarunbook.activities.checks.FilterChecks;
import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.RecordFilter;
import io.chromarunbook.activities.transform.Outcome;
import io.chromarunbook.activities.transform.RecordRoute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final Pattern WORD = Pattern.compile("[a-z]{7,}");

  private record Field(String key, Object value) {}

  private final List<ChromaRecord> records;
  // A field the plan renames or casts selects other records at the target, and rightly so.
  private final Map<Field, Long> unchanged = new LinkedHashMap<>();

  /** Chooses among the fields and words of these records. */
  FilterChoice(List<ChromaRecord> records, RecordRoute route) {
    this.records = List.copyOf(records);
    for (ChromaRecord record : records) {
      if (route.apply(record) instanceof Outcome.Migratable migratable) {
        Map<String, Object> migrated = migratable.record().metadata();
        record
            .metadata()
            .forEach(
                (key, value) -> {
                  if (value.equals(migrated.get(key))) {
                    unchanged.merge(new Field(key, value), 1L, Long::sum);
                  }
                });
      }
    }
  }

  /** What to ask, each once. */
  List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    rarest(value -> value instanceof String)
        .ifPresent(field -> questions.add(equality(FilterChecks.EQUALITY, field)));
    rarest(value -> value instanceof Long)
        .ifPresent(field -> questions.add(equality(FilterChecks.EQUALITY, field)));
    rarest(value -> value instanceof Boolean)
        .ifPresent(field -> questions.add(equality(FilterChecks.BOOLEAN, field)));
    greatest().ifPresent(field -> questions.add(range(field)));
    word().ifPresent(word -> questions.add(containing(word)));
    return questions;
  }

  private Optional<Field> rarest(Predicate<Object> kind) {
    return unchanged.entrySet().stream()
        .filter(field -> kind.test(field.getKey().value()))
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  /** The greatest value of the integer field that has most different ones. */
  private Optional<Field> greatest() {
    Map<String, List<Long>> values = new LinkedHashMap<>();
    for (Field field : unchanged.keySet()) {
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
  private Optional<String> word() {
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
