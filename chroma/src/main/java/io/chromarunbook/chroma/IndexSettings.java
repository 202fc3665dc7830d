package io.chromarunbook.chroma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HNSW settings a collection was given; empty where it runs on its server's default. For 0.x
 * they come from the metadata's {@code hnsw:*} keys, because {@code configuration_json} there shows
 * defaults whatever was set.
 *
 * @param batchSize records that wait before they enter the index; of 1.x known from 1.3 on
 * @param syncThreshold records between two writings of the index to disk; 1.x always says it
 * @param resizeFactor by which the index grows; 1.x always says it
 * @param threads that build and search it; of 1.x known from 1.3 on, where it may be no more than
 *     the number of the machine's processors
 */
public record IndexSettings(
    Optional<Integer> constructionEf,
    Optional<Integer> searchEf,
    Optional<Integer> maxNeighbours,
    Optional<Integer> batchSize,
    Optional<Integer> syncThreshold,
    Optional<Double> resizeFactor,
    Optional<Integer> threads) {

  /** Nothing set: all defaults. */
  public static final IndexSettings DEFAULTS =
      new IndexSettings(Optional.empty(), Optional.empty(), Optional.empty());

  /** The same where a collection's metadata, which name some of them, are changed. */
  public IndexSettings following(Map<String, Object> before, Map<String, Object> after) {
    IndexSettings named = MetadataNotation.namedSettings(before);
    IndexSettings renamed = MetadataNotation.namedSettings(after);
    return new IndexSettings(
        following(constructionEf, named.constructionEf, renamed.constructionEf),
        following(searchEf, named.searchEf, renamed.searchEf),
        following(maxNeighbours, named.maxNeighbours, renamed.maxNeighbours),
        following(batchSize, named.batchSize, renamed.batchSize),
        following(syncThreshold, named.syncThreshold, renamed.syncThreshold),
        following(resizeFactor, named.resizeFactor, renamed.resizeFactor),
        following(threads, named.threads, renamed.threads));
  }

  private static <T> Optional<T> following(
      Optional<T> setting, Optional<T> before, Optional<T> after) {
    return before.equals(after) ? setting : after;
  }

  /** These three set, all others at their defaults. */
  public IndexSettings(
      Optional<Integer> constructionEf,
      Optional<Integer> searchEf,
      Optional<Integer> maxNeighbours) {
    this(
        constructionEf,
        searchEf,
        maxNeighbours,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * What another index has otherwise of how this one is kept up, a phrase each. What the other
   * server does not show is left out: it may have it.
   */
  public List<String> otherwiseIn(IndexSettings other) {
    List<String> otherwise = new ArrayList<>();
    compare("batch_size", batchSize, other.batchSize, otherwise);
    compare("sync_threshold", syncThreshold, other.syncThreshold, otherwise);
    compare("resize_factor", resizeFactor, other.resizeFactor, otherwise);
    compare("num_threads", threads, other.threads, otherwise);
    return otherwise;
  }

  private static <T> void compare(
      String name, Optional<T> here, Optional<T> there, List<String> otherwise) {
    if (here.isPresent() && there.isPresent() && !here.equals(there)) {
      otherwise.add(name + " " + here.get() + ", but the target has " + there.get());
    }
  }
}
