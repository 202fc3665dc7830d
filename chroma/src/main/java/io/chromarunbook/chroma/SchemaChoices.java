package io.chromarunbook.chroma;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody chose in a collection's schema. A server of 1.3 or later shows a whole schema of
 * every collection, and adds to it each metadata field it meets; nearly all of that is what it does
 * by itself, and the rest is in the collection's configuration too.
 */
final class SchemaChoices {

  private static final String DEFAULTS = "defaults";
  private static final String KEYS = "keys";
  private static final String DOCUMENT = "#document";
  private static final String EMBEDDING = "#embedding";

  /** What the configuration of a collection says too. */
  private static final List<String> SAID_IN_CONFIGURATION =
      List.of("space", "embedding_function", "hnsw", "spann");

  /** What a server does by itself, where it differs from "not enabled". */
  private static final Map<String, Object> USUAL_DEFAULTS =
      Map.of(
          "string.string_inverted_index.enabled", true,
          "int.int_inverted_index.enabled", true,
          "float.float_inverted_index.enabled", true,
          "bool.bool_inverted_index.enabled", true,
          "sparse_vector.sparse_vector_index.config.embedding_function.type", "unknown");

  private static final Map<String, Object> USUAL_DOCUMENT =
      Map.of("string.fts_index.enabled", true, "string.string_inverted_index.enabled", false);

  private static final Map<String, Object> USUAL_EMBEDDING =
      Map.of(
          "float_list.vector_index.enabled",
          true,
          "float_list.vector_index.config.source_key",
          DOCUMENT);

  private SchemaChoices() {}

  /**
   * Each choice by its place in the schema, like "keys.price.float.float_inverted_index.enabled";
   * empty where nobody chose anything.
   *
   * @param schema as the server gives it
   */
  static SortedMap<String, Object> of(Map<String, Object> schema) {
    SortedMap<String, Object> defaults = flat(object(schema.get(DEFAULTS)));
    SortedMap<String, Object> choices = new TreeMap<>();
    addUnusual(DEFAULTS, defaults, USUAL_DEFAULTS, choices);
    object(schema.get(KEYS))
        .forEach(
            (key, types) ->
                addUnusual(
                    KEYS + "." + key,
                    flat(object(types)),
                    switch (key) {
                      case DOCUMENT -> USUAL_DOCUMENT;
                      case EMBEDDING -> USUAL_EMBEDDING;
                      default -> defaults;
                    },
                    choices));
    return Collections.unmodifiableSortedMap(choices);
  }

  private static void addUnusual(
      String place,
      Map<String, Object> found,
      Map<String, Object> usual,
      SortedMap<String, Object> choices) {
    found.forEach(
        (path, value) -> {
          if (!value.equals(usual.getOrDefault(path, false))) {
            choices.put(place + "." + path, value);
          }
        });
  }

  private static SortedMap<String, Object> flat(Map<String, Object> types) {
    SortedMap<String, Object> leaves = new TreeMap<>();
    addLeaves("", types, leaves);
    leaves
        .keySet()
        .removeIf(
            path ->
                SAID_IN_CONFIGURATION.stream()
                    .map(said -> "float_list.vector_index.config." + said)
                    .anyMatch(said -> path.equals(said) || path.startsWith(said + ".")));
    return leaves;
  }

  private static void addLeaves(String path, Object value, SortedMap<String, Object> leaves) {
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (key, inner) ->
              addLeaves(path.isEmpty() ? key.toString() : path + "." + key, inner, leaves));
    } else if (value != null) {
      leaves.put(path, value);
    }
  }

  /** The value where it is an object, otherwise an empty one. */
  static Map<String, Object> object(Object value) {
    SortedMap<String, Object> object = new TreeMap<>();
    if (value instanceof Map<?, ?> fields) {
      fields.forEach((name, entry) -> object.put(name.toString(), entry));
    }
    return object;
  }
}
