package io.chromarunbook.activities.chroma;

import java.util.Map;
import java.util.Optional;

/**
 * The HNSW settings a collection was given; empty where it runs on its server's default. For 0.x
 * they come from the metadata's {@code hnsw:*} keys, because {@code configuration_json} there shows
 * defaults whatever was set.
 */
public record IndexSettings(
    Optional<Integer> constructionEf, Optional<Integer> searchEf, Optional<Integer> maxNeighbours) {

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
        following(maxNeighbours, named.maxNeighbours, renamed.maxNeighbours));
  }

  private static Optional<Integer> following(
      Optional<Integer> setting, Optional<Integer> before, Optional<Integer> after) {
    return before.equals(after) ? setting : after;
  }
}
