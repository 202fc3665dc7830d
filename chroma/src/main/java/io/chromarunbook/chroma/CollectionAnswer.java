package io.chromarunbook.chroma;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A collection as the server describes it, before anybody interprets it.
 *
 * @param configuration with the schema beside it, under the name "schema", where the server has one
 */
record CollectionAnswer(
    String id,
    String name,
    Map<String, Object> metadata,
    Map<String, Object> configuration,
    Optional<Integer> dimension) {

  /**
   * @param value as {@link JsonStreams#value} reads it
   */
  static CollectionAnswer of(Object value) throws IOException {
    if (value instanceof Map<?, ?> fields
        && fields.get("id") instanceof String id
        && fields.get("name") instanceof String name) {
      return new CollectionAnswer(
          id,
          name,
          object(fields.get("metadata")),
          configuration(fields),
          fields.get("dimension") instanceof Number number
              ? Optional.of(number.intValue())
              : Optional.empty());
    }
    throw new JsonStreams.Unexpected("a collection without an id and a name");
  }

  private static Map<String, Object> configuration(Map<?, ?> fields) {
    Map<String, Object> configuration = object(fields.get("configuration_json"));
    if (fields.get("schema") instanceof Map<?, ?> schema) {
      configuration.put("schema", schema);
    }
    return configuration;
  }

  private static Map<String, Object> object(Object value) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> fields) {
      fields.forEach((name, entry) -> object.put(name.toString(), entry));
    }
    return object;
  }

  CollectionInfo read(IndexNotation notation) throws IOException {
    try {
      return new CollectionInfo(
          id,
          name,
          metadata,
          notation.distance(metadata, configuration),
          notation.settings(metadata, configuration),
          dimension,
          notation.kept(configuration));
    } catch (IllegalArgumentException e) {
      throw new ChromaException(
          ChromaException.Kind.REFUSED,
          "Collection %s cannot be understood: %s. Correct its metadata or configuration at the server, or delete it if nobody needs it."
              .formatted(name, e.getMessage()),
          e);
    }
  }
}
