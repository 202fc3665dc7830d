package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * 0.x: the metadata's {@code hnsw:*} keys are the truth. {@code configuration_json} shows l2 and
 * the defaults there whatever was set.
 */
record MetadataNotation() implements IndexNotation {
  static final String SPACE = "hnsw:space";
  private static final String CONSTRUCTION_EF = "hnsw:construction_ef";
  private static final String SEARCH_EF = "hnsw:search_ef";
  private static final String MAX_NEIGHBOURS = "hnsw:M";
  private static final String BATCH_SIZE = "hnsw:batch_size";
  private static final String SYNC_THRESHOLD = "hnsw:sync_threshold";
  private static final String RESIZE_FACTOR = "hnsw:resize_factor";
  private static final String THREADS = "hnsw:num_threads";

  /**
   * The distance function the metadata names, where it names one; {@code modify} lets any text
   * stand there.
   */
  static Optional<DistanceFunction> namedDistance(Map<String, Object> metadata) {
    return Stream.of(DistanceFunction.values())
        .filter(function -> function.chromaName().equals(metadata.get(SPACE)))
        .findFirst();
  }

  /** The settings the metadata gives. */
  static IndexSettings namedSettings(Map<String, Object> metadata) {
    return new IndexSettings(
        integer(metadata, CONSTRUCTION_EF),
        integer(metadata, SEARCH_EF),
        integer(metadata, MAX_NEIGHBOURS),
        integer(metadata, BATCH_SIZE),
        integer(metadata, SYNC_THRESHOLD),
        metadata.get(RESIZE_FACTOR) instanceof Number number
            ? Optional.of(number.doubleValue())
            : Optional.empty(),
        integer(metadata, THREADS));
  }

  private static Optional<Integer> integer(Map<String, Object> metadata, String key) {
    // An index has no room for more, and what is more is told of where the inventory is taken.
    return metadata.get(key) instanceof Long number && number == number.intValue()
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  @Override
  public DistanceFunction distance(
      Map<String, Object> metadata, Map<String, Object> configuration) {
    return namedDistance(metadata).orElse(DistanceFunction.L2);
  }

  @Override
  public IndexSettings settings(Map<String, Object> metadata, Map<String, Object> configuration) {
    return namedSettings(metadata);
  }

  /** Nothing: an application names its embedding function each time it opens a collection. */
  @Override
  public CollectionConfiguration kept(Map<String, Object> configuration) {
    return CollectionConfiguration.NONE;
  }

  @Override
  public Map<String, Object> metadataAtFirst(NewCollection wanted) {
    return wanted.metadata();
  }

  @Override
  public void write(JsonGenerator json, NewCollection wanted) throws IOException {
    json.writeFieldName("metadata");
    JsonStreams.writeMetadata(json, naming(wanted));
  }

  /** The wanted metadata with what is wanted of the index. */
  static Map<String, Object> naming(NewCollection wanted) {
    Map<String, Object> metadata = new LinkedHashMap<>(wanted.metadata());
    if (wanted.distance() != DistanceFunction.L2) {
      metadata.put(SPACE, wanted.distance().chromaName());
    }
    wanted.index().constructionEf().ifPresent(ef -> metadata.put(CONSTRUCTION_EF, ef));
    wanted.index().searchEf().ifPresent(ef -> metadata.put(SEARCH_EF, ef));
    wanted.index().maxNeighbours().ifPresent(most -> metadata.put(MAX_NEIGHBOURS, most));
    return metadata;
  }

  @Override
  public Index built(Map<String, Object> metadata, Map<String, Object> configuration) {
    return new Index(
        distance(metadata, configuration), settings(metadata, configuration), Optional.empty());
  }
}
