package io.chromarunbook.chroma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a 1.x server keeps of a collection for the applications that open it, beside the index's own
 * settings. A 0.x server keeps nothing of the kind.
 *
 * @param embeddingFunction its "type", and where that is "known" its "name" and "config", as the
 *     application's client stored them; empty where none was stored
 * @param schema which values are indexed and how, as the server gives it; empty where it says
 *     nothing but what a server does by itself
 */
public record CollectionConfiguration(
    Optional<Map<String, Object>> embeddingFunction, Optional<Map<String, Object>> schema) {

  /** Nothing stored: all defaults. */
  public static final CollectionConfiguration NONE =
      new CollectionConfiguration(Optional.empty(), Optional.empty());

  public CollectionConfiguration {
    embeddingFunction = embeddingFunction.map(CollectionConfiguration::sorted);
    schema = schema.map(CollectionConfiguration::sorted);
  }

  /**
   * Servers give the keys of a schema in another order each time, and JSON files narrow numbers.
   */
  private static Map<String, Object> sorted(Map<?, ?> object) {
    Map<String, Object> sorted = new TreeMap<>();
    object.forEach((key, value) -> sorted.put(key.toString(), alike(value)));
    return Collections.unmodifiableMap(sorted);
  }

  private static Object alike(Object value) {
    if (value instanceof Map<?, ?> object) {
      return sorted(object);
    }
    if (value instanceof List<?> list) {
      List<Object> entries = new ArrayList<>();
      list.forEach(entry -> entries.add(alike(entry)));
      return Collections.unmodifiableList(entries);
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    return value instanceof Float number ? number.doubleValue() : value;
  }

  /**
   * What of this another collection has not, a phrase each; empty where it has all of it. An
   * embedding function's configuration is the application's own and never told.
   */
  public List<String> lostIn(CollectionConfiguration other) {
    List<String> lost = new ArrayList<>();
    if (embeddingFunction.isPresent() && !embeddingFunction.equals(other.embeddingFunction)) {
      lost.add(
          "embedding function "
              + name(embeddingFunction)
              + ", but the target has "
              + (name(embeddingFunction).equals(name(other.embeddingFunction))
                  ? "another configuration of it"
                  : name(other.embeddingFunction)));
    }
    Map<String, Object> there = SchemaChoices.of(other.schema.orElse(Map.of()));
    SchemaChoices.of(schema.orElse(Map.of()))
        .forEach(
            (choice, value) -> {
              if (!value.equals(there.get(choice))) {
                lost.add("schema " + choice + " = " + value + ", which the target has not");
              }
            });
    return lost;
  }

  private static String name(Optional<Map<String, Object>> function) {
    return function
        .map(stored -> "'" + stored.getOrDefault("name", stored.get("type")) + "'")
        .orElse("none");
  }
}
