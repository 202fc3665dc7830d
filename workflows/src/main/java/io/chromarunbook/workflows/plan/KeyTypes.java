package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be written as a value of a type, in words. */
final class KeyTypes {

  private static final Map<Class<?>, String> WORDS =
      Map.ofEntries(
          Map.entry(String.class, "a text"),
          Map.entry(Object.class, "a text, a number, true or false"),
          Map.entry(Boolean.class, "true or false"),
          Map.entry(boolean.class, "true or false"),
          Map.entry(Integer.class, "a whole number"),
          Map.entry(Long.class, "a whole number"),
          Map.entry(Double.class, "a number"),
          Map.entry(Duration.class, "a duration, like PT10M or P7D"),
          Map.entry(Instant.class, "a time, like 2026-12-01T22:00:00Z"),
          Map.entry(StartTime.class, "now, or a time like 2026-12-01T22:00:00Z"),
          Map.entry(Size.class, "auto, or a whole number of at least 1"),
          Map.entry(
              SecretReference.class,
              "{env: VARIABLE} or {file: PATH}, because a secret never stands in a plan"));

  private KeyTypes() {}

  /** What a key takes: what it says itself, or what its type does. */
  static String takes(RecordComponent component) {
    String said = component.getAnnotation(PlanKey.class).takes();
    return said.isEmpty() ? takes(component.getGenericType()) : said;
  }

  /** What a key takes, where its default or an example does not show it; empty where one does. */
  static String choice(RecordComponent component) {
    boolean choice =
        component.getType().isEnum()
            || component.getType() == Boolean.class
            || component.getType() == boolean.class
            || component.getType() == StartTime.class
            || component.getType() == Size.class;
    return choice ? takes(component) : component.getAnnotation(PlanKey.class).takes();
  }

  /** What a value of this type can be. */
  static String takes(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? "a list of " + several(generic.getActualTypeArguments()[0])
          : keys(generic.getActualTypeArguments()[0])
              + ", each with "
              + each(generic.getActualTypeArguments()[1]);
    }
    Class<?> simple = (Class<?>) type;
    if (WORDS.containsKey(simple)) {
      return WORDS.get(simple);
    }
    if (simple.isEnum()) {
      return oneOf(words(simple));
    }
    String keys = "keys with values: " + all(names(simple));
    return standsAlone(simple).map(name -> "a " + name + " alone, or " + keys).orElse(keys);
  }

  private static String each(Type value) {
    if (isShape(value) && value != SecretReference.class) {
      return "the keys " + all(names((Class<?>) value));
    }
    return value instanceof Class<?> ? takes(value) : "a list of names";
  }

  private static String several(Type element) {
    if (element == String.class) {
      return "texts";
    }
    if (element == Object.class) {
      return "values";
    }
    Class<?> simple = (Class<?>) element;
    if (simple.isEnum()) {
      return "words: " + all(words(simple));
    }
    String entries = "entries that have the keys " + all(names(simple));
    return standsAlone(simple).map(name -> name + "s, or " + entries).orElse(entries);
  }

  private static String keys(Type key) {
    return key == String.class ? "names" : "some of " + all(words((Class<?>) key));
  }

  /** The words an enum's constants are written as. */
  static List<String> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Json.MAPPER.convertValue(constant, String.class))
        .toList();
  }

  /** The keys of a record, in its order. */
  static List<String> names(Class<?> shape) {
    return components(shape).map(KeyTypes::name).toList();
  }

  /** The components of a record that are keys of a plan. */
  static Stream<RecordComponent> components(Class<?> shape) {
    return shape.isRecord()
        ? Arrays.stream(shape.getRecordComponents())
            .filter(component -> component.isAnnotationPresent(PlanKey.class))
        : Stream.empty();
  }

  /** The key of a record whose value alone may stand for the record, where there is one. */
  static Optional<String> standsAlone(Class<?> shape) {
    return components(shape)
        .filter(component -> component.getAnnotation(PlanKey.class).alone())
        .map(KeyTypes::name)
        .findFirst();
  }

  /** Whether a value of this type is written as keys of a plan. */
  static boolean isShape(Type type) {
    return type instanceof Class<?> simple && components(simple).findAny().isPresent();
  }

  /** How a component is written. */
  static String name(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  /** Whether something of a value of this type may be a secret that somebody wrote out. */
  static boolean mayHoldSecrets(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments()).anyMatch(KeyTypes::mayHoldSecrets);
    }
    return type == SecretReference.class
        || components((Class<?>) type)
            .map(RecordComponent::getGenericType)
            .anyMatch(KeyTypes::mayHoldSecrets);
  }

  private static String all(List<String> words) {
    return String.join(", ", words);
  }

  private static String oneOf(List<String> words) {
    int last = words.size() - 1;
    return last == 0 ? words.get(0) : all(words.subList(0, last)) + " or " + words.get(last);
  }
}
