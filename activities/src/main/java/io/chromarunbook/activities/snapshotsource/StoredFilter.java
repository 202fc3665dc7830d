package io.chromarunbook.activities.snapshotsource;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.RecordFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * A filter in Chroma's notation, held against records. As at a server a value is only like one of
 * its own type, and a record without the field only fits where the field must not have a value.
 */
@FunctionalInterface
interface StoredFilter extends Predicate<ChromaRecord> {

  /**
   * The filter.
   *
   * @throws ChromaException of kind REFUSED where it has an operator that nobody knows
   */
  static StoredFilter of(RecordFilter filter) {
    StoredFilter metadata = all(filter.where(), StoredFilter::field);
    StoredFilter document = all(filter.whereDocument(), StoredFilter::document);
    return record -> metadata.test(record) && document.test(record);
  }

  private static StoredFilter all(
      Map<?, ?> conditions, Function<Map.Entry<?, ?>, StoredFilter> each) {
    List<StoredFilter> filters = new ArrayList<>();
    conditions.entrySet().forEach(entry -> filters.add(each.apply(entry)));
    return every(filters);
  }

  private static List<StoredFilter> parts(
      Object conditions, Function<Map.Entry<?, ?>, StoredFilter> each) {
    return collection(conditions).stream().map(one -> all(map(one), each)).toList();
  }

  private static StoredFilter every(List<StoredFilter> filters) {
    return record -> filters.stream().allMatch(filter -> filter.test(record));
  }

  private static StoredFilter any(List<StoredFilter> filters) {
    return record -> filters.stream().anyMatch(filter -> filter.test(record));
  }

  private static StoredFilter field(Map.Entry<?, ?> condition) {
    String key = condition.getKey().toString();
    return switch (key) {
      case "$and" -> every(parts(condition.getValue(), StoredFilter::field));
      case "$or" -> any(parts(condition.getValue(), StoredFilter::field));
      default ->
          condition.getValue() instanceof Map<?, ?> operators
              ? all(operators, operator -> compared(key, operator))
              : value(key, condition.getValue()::equals);
    };
  }

  private static StoredFilter compared(String key, Map.Entry<?, ?> operator) {
    Object wanted = operator.getValue();
    return switch (operator.getKey().toString()) {
      case "$eq" -> value(key, wanted::equals);
      case "$ne" -> record -> !wanted.equals(record.metadata().get(key));
      case "$in" -> value(key, collection(wanted)::contains);
      case "$nin" -> record -> !collection(wanted).contains(record.metadata().get(key));
      case "$gt" -> value(key, ordered(wanted, sign -> sign > 0));
      case "$gte" -> value(key, ordered(wanted, sign -> sign >= 0));
      case "$lt" -> value(key, ordered(wanted, sign -> sign < 0));
      case "$lte" -> value(key, ordered(wanted, sign -> sign <= 0));
      default -> throw unknown(operator.getKey());
    };
  }

  private static StoredFilter value(String key, Predicate<Object> fits) {
    return record -> {
      Object value = record.metadata().get(key);
      return value != null && fits.test(value);
    };
  }

  private static Predicate<Object> ordered(Object wanted, IntPredicate fits) {
    return value -> {
      if (value instanceof Long one && wanted instanceof Long other) {
        return fits.test(one.compareTo(other));
      }
      return value instanceof Double one
          && wanted instanceof Double other
          && fits.test(one.compareTo(other));
    };
  }

  private static StoredFilter document(Map.Entry<?, ?> condition) {
    Object wanted = condition.getValue();
    return switch (condition.getKey().toString()) {
      case "$and" -> every(parts(wanted, StoredFilter::document));
      case "$or" -> any(parts(wanted, StoredFilter::document));
      case "$contains" ->
          record -> record.document() != null && record.document().contains(wanted.toString());
      case "$not_contains" ->
          record -> record.document() == null || !record.document().contains(wanted.toString());
      default -> throw unknown(condition.getKey());
    };
  }

  private static Map<?, ?> map(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw unknown(value);
  }

  private static Collection<?> collection(Object value) {
    if (value instanceof Collection<?> some) {
      return some;
    }
    throw unknown(value);
  }

  private static ChromaException unknown(Object part) {
    return new ChromaException(
        ChromaException.Kind.REFUSED, "A snapshot knows no filter " + part + ".", null);
  }
}
