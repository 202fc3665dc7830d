package io.chromarunbook.activities.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * 1.x: the configuration is what the index is built by, and metadata keeps the {@code hnsw:*} keys
 * of older days. A default in the configuration cannot be told from a value that was set; and a 0.x
 * directory opened by a 1.x server has l2 in its configuration, yet measures by its metadata. So a
 * value other than the default comes from the configuration, any other from the metadata.
 *
 * <p>1.0.0 to 1.0.5 build an index by the configuration they are given and describe it by the same
 * constants whatever that was, in the form of 0.x. There the metadata is all that tells, as in 0.x.
 */
record ConfigurationNotation() implements IndexNotation {
  private static final int DEFAULT_CONSTRUCTION_EF = 100;
  private static final int DEFAULT_SEARCH_EF = 100;
  private static final int DEFAULT_MAX_NEIGHBOURS = 16;

  /** What the constants are found under. */
  private static final String CONSTANTS = "hnsw_configuration";

  private static final MetadataNotation IN_METADATA = new MetadataNotation();

  @Override
  public DistanceFunction distance(
      Map<String, Object> metadata, Map<String, Object> configuration) {
    DistanceFunction configured = built(metadata, configuration).distance();
    return configured != DistanceFunction.L2
        ? configured
        : MetadataNotation.namedDistance(metadata).orElse(configured);
  }

  @Override
  public IndexSettings settings(Map<String, Object> metadata, Map<String, Object> configuration) {
    IndexSettings configured = built(metadata, configuration).settings();
    IndexSettings named = MetadataNotation.namedSettings(metadata);
    return new IndexSettings(
        unlessDefault(configured.constructionEf(), DEFAULT_CONSTRUCTION_EF, named.constructionEf()),
        unlessDefault(configured.searchEf(), DEFAULT_SEARCH_EF, named.searchEf()),
        unlessDefault(configured.maxNeighbours(), DEFAULT_MAX_NEIGHBOURS, named.maxNeighbours()));
  }

  private static Optional<Integer> unlessDefault(
      Optional<Integer> configured, int standard, Optional<Integer> named) {
    return configured.filter(value -> value != standard).or(() -> named);
  }

  @Override
  public void write(JsonGenerator json, NewCollection wanted) throws IOException {
    json.writeFieldName("metadata");
    Json.writeMetadata(json, wanted.metadata());
    json.writeObjectFieldStart("configuration");
    json.writeObjectFieldStart("hnsw");
    // Always with the space: a configuration without one means l2, whatever the metadata says.
    json.writeStringField("space", wanted.distance().chromaName());
    writeWhereSet(json, "ef_construction", wanted.index().constructionEf());
    writeWhereSet(json, "ef_search", wanted.index().searchEf());
    writeWhereSet(json, "max_neighbors", wanted.index().maxNeighbours());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeWhereSet(JsonGenerator json, String name, Optional<Integer> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.get());
    }
  }

  @Override
  public Optional<Map<String, Object>> metadataNaming(
      NewCollection wanted, Map<String, Object> configuration) {
    return tells(configuration) ? Optional.empty() : Optional.of(MetadataNotation.naming(wanted));
  }

  private static boolean tells(Map<String, Object> configuration) {
    return !configuration.containsKey(CONSTANTS);
  }

  @Override
  public Index built(Map<String, Object> metadata, Map<String, Object> configuration) {
    if (!tells(configuration)) {
      return IN_METADATA.built(metadata, configuration);
    }
    Map<?, ?> index = index(configuration);
    DistanceFunction distance =
        index.get("space") instanceof String name
            ? DistanceFunction.named(name)
            : DistanceFunction.L2;
    return new Index(
        distance,
        new IndexSettings(
            integer(index, "ef_construction"),
            integer(index, "ef_search"),
            integer(index, "max_neighbors")));
  }

  /** Single servers have hnsw, distributed ones spann. */
  private static Map<?, ?> index(Map<String, Object> configuration) {
    if (configuration.get("hnsw") instanceof Map<?, ?> hnsw) {
      return hnsw;
    }
    return configuration.get("spann") instanceof Map<?, ?> spann ? spann : Map.of();
  }

  private static Optional<Integer> integer(Map<?, ?> index, String key) {
    return index.get(key) instanceof Number number
        ? Optional.of(number.intValue())
        : Optional.empty();
  }
}
