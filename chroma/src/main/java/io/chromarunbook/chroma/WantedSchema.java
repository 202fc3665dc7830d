package io.chromarunbook.chroma;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schema a collection is created with. */
final class WantedSchema {

  private static final List<String> VECTOR_INDEX = List.of("float_list", "vector_index", "config");
  private static final List<String> DEFAULT = List.of("defaults");
  private static final List<String> EMBEDDING = List.of("keys", "#embedding");

  private WantedSchema() {}

  /**
   * The source's schema, in which the index is the wanted one: what it was found to measure by
   * counts, and a single server has no index but hnsw.
   */
  static Map<String, Object> of(NewCollection wanted) {
    Map<String, Object> schema =
        SchemaChoices.object(wanted.configuration().schema().orElse(Map.of()));
    return withIndex(withIndex(schema, path(DEFAULT), wanted), path(EMBEDDING), wanted);
  }

  private static List<String> path(List<String> start) {
    return Stream.concat(start.stream(), VECTOR_INDEX.stream()).toList();
  }

  private static Map<String, Object> withIndex(
      Map<String, Object> object, List<String> path, NewCollection wanted) {
    Map<String, Object> changed = SchemaChoices.object(object);
    if (path.isEmpty()) {
      changed.remove("spann");
      changed.put("space", wanted.distance().chromaName());
      changed.put("hnsw", ConfigurationNotation.hnsw(wanted.index()));
      wanted
          .configuration()
          .embeddingFunction()
          .ifPresent(function -> changed.put("embedding_function", function));
    } else if (changed.containsKey(path.get(0))) {
      changed.compute(
          path.get(0),
          (name, inner) ->
              withIndex(SchemaChoices.object(inner), path.subList(1, path.size()), wanted));
    }
    return changed;
  }

  /** What a server's schema says of the index of a collection's embeddings. */
  static Map<String, Object> hnsw(Map<String, Object> schema) {
    Map<String, Object> found = schema;
    for (String name : path(EMBEDDING)) {
      found = SchemaChoices.object(found.get(name));
    }
    return SchemaChoices.object(found.get("hnsw"));
  }
}
