package io.chromarunbook.activities.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a generation of servers writes down a collection's distance function and index settings. */
sealed interface IndexNotation permits MetadataNotation, ConfigurationNotation {

  /** What is meant by a collection's metadata and configuration taken together. */
  DistanceFunction distance(Map<String, Object> metadata, Map<String, Object> configuration);

  /** What is meant by a collection's metadata and configuration taken together. */
  IndexSettings settings(Map<String, Object> metadata, Map<String, Object> configuration);

  /** Writes the fields "metadata" and, where there is such a thing, "configuration". */
  void write(JsonGenerator json, NewCollection wanted) throws IOException;

  /**
   * The metadata by which what the server does not tell of a new collection's index can be read
   * later; nothing where it tells.
   *
   * @param configuration as the server describes the collection it made
   */
  default Optional<Map<String, Object>> metadataNaming(
      NewCollection wanted, Map<String, Object> configuration) {
    return Optional.empty();
  }

  /** What the server built its index by, after a collection was created. */
  Index built(Map<String, Object> metadata, Map<String, Object> configuration);

  /** A distance function with index settings. */
  record Index(DistanceFunction distance, IndexSettings settings) {

    /** Each thing wanted that is not so, in words. */
    List<String> differencesFrom(NewCollection wanted) {
      List<String> differences = new ArrayList<>();
      if (wanted.distance() != distance) {
        differences.add(
            "the distance function is "
                + distance.chromaName()
                + " instead of "
                + wanted.distance().chromaName());
      }
      addDifference(
          differences,
          "construction ef",
          wanted.index().constructionEf(),
          settings.constructionEf());
      addDifference(differences, "search ef", wanted.index().searchEf(), settings.searchEf());
      addDifference(
          differences, "max neighbours", wanted.index().maxNeighbours(), settings.maxNeighbours());
      return differences;
    }

    private static void addDifference(
        List<String> differences, String name, Optional<Integer> wanted, Optional<Integer> found) {
      if (wanted.isPresent() && !wanted.equals(found)) {
        String instead = found.map(Object::toString).orElse("the default");
        differences.add(name + " is " + instead + " instead of " + wanted.get());
      }
    }
  }
}
