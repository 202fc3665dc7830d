package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
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
 *
 * <p>From 1.3 on a server shows a schema too, which says everything once more and which fields it
 * indexes. It takes either of the two at creation; so the schema is given where it says what the
 * configuration cannot.
 */
record ConfigurationNotation() implements IndexNotation {
  private static final int DEFAULT_CONSTRUCTION_EF = 100;
  private static final int DEFAULT_SEARCH_EF = 100;
  private static final int DEFAULT_MAX_NEIGHBOURS = 16;
  private static final int DEFAULT_BATCH_SIZE = 100;
  private static final int DEFAULT_SYNC_THRESHOLD = 1_000;
  private static final double DEFAULT_RESIZE_FACTOR = 1.2;
  private static final String EMBEDDING_FUNCTION = "embedding_function";
  private static final String SCHEMA = "schema";

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
        unlessDefault(configured.maxNeighbours(), DEFAULT_MAX_NEIGHBOURS, named.maxNeighbours()),
        // Shown even at its default, so that one that is not shown is known from one that is lost.
        unlessDefault(configured.batchSize(), DEFAULT_BATCH_SIZE, named.batchSize())
            .or(configured::batchSize),
        unlessDefault(configured.syncThreshold(), DEFAULT_SYNC_THRESHOLD, named.syncThreshold())
            .or(configured::syncThreshold),
        unlessDefault(configured.resizeFactor(), DEFAULT_RESIZE_FACTOR, named.resizeFactor())
            .or(configured::resizeFactor),
        configured.threads().or(named::threads));
  }

  private static <T> Optional<T> unlessDefault(
      Optional<T> configured, T standard, Optional<T> named) {
    return configured.filter(value -> !value.equals(standard)).or(() -> named);
  }

  @Override
  public CollectionConfiguration kept(Map<String, Object> configuration) {
    return new CollectionConfiguration(
        Optional.of(SchemaChoices.object(configuration.get(EMBEDDING_FUNCTION)))
            .filter(function -> !function.isEmpty()),
        Optional.of(SchemaChoices.object(configuration.get(SCHEMA)))
            .filter(schema -> !SchemaChoices.of(schema).isEmpty()));
  }

  /** A server takes no schema together with metadata that say anything of the index. */
  @Override
  public Map<String, Object> metadataAtFirst(NewCollection wanted) {
    if (wanted.configuration().schema().isEmpty()) {
      return wanted.metadata();
    }
    Map<String, Object> first = new LinkedHashMap<>(wanted.metadata());
    first.keySet().removeIf(key -> key.startsWith("hnsw:"));
    return first;
  }

  @Override
  public void write(JsonGenerator json, NewCollection wanted) throws IOException {
    json.writeFieldName("metadata");
    JsonStreams.writeMetadata(json, metadataAtFirst(wanted));
    if (wanted.configuration().schema().isPresent()) {
      json.writeFieldName(SCHEMA);
      JsonStreams.write(json, WantedSchema.of(wanted));
      return;
    }
    Map<String, Object> hnsw = hnsw(wanted.index());
    // Always with the space: a configuration without one means l2, whatever the metadata says.
    hnsw.put("space", wanted.distance().chromaName());
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("hnsw", hnsw);
    wanted
        .configuration()
        .embeddingFunction()
        .ifPresent(function -> configuration.put(EMBEDDING_FUNCTION, function));
    json.writeFieldName("configuration");
    JsonStreams.write(json, configuration);
  }

  /** The settings that are given, under the names a server has for them. */
  static Map<String, Object> hnsw(IndexSettings settings) {
    Map<String, Object> hnsw = new LinkedHashMap<>();
    settings.constructionEf().ifPresent(ef -> hnsw.put("ef_construction", ef));
    settings.searchEf().ifPresent(ef -> hnsw.put("ef_search", ef));
    settings.maxNeighbours().ifPresent(most -> hnsw.put("max_neighbors", most));
    settings.batchSize().ifPresent(size -> hnsw.put("batch_size", size));
    settings.syncThreshold().ifPresent(records -> hnsw.put("sync_threshold", records));
    settings.resizeFactor().ifPresent(factor -> hnsw.put("resize_factor", factor));
    settings.threads().ifPresent(threads -> hnsw.put("num_threads", threads));
    return hnsw;
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
    Map<?, ?> upkeep = WantedSchema.hnsw(SchemaChoices.object(configuration.get(SCHEMA)));
    DistanceFunction distance =
        index.get("space") instanceof String name
            ? DistanceFunction.named(name)
            : DistanceFunction.L2;
    return new Index(
        distance,
        new IndexSettings(
            integer(index, "ef_construction"),
            integer(index, "ef_search"),
            integer(index, "max_neighbors"),
            integer(index, "batch_size").or(() -> integer(upkeep, "batch_size")),
            integer(index, "sync_threshold"),
            index.get("resize_factor") instanceof Number factor
                ? Optional.of(factor.doubleValue())
                : Optional.empty(),
            integer(index, "num_threads").or(() -> integer(upkeep, "num_threads"))),
        Optional.of(kept(configuration)));
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
