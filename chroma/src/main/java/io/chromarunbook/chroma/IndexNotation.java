package io.chromarunbook.chroma;

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

  /** What the server keeps of a collection beside its index's settings. */
  CollectionConfiguration kept(Map<String, Object> configuration);

  /**
   * The metadata a collection has to be created with; where they are not all that is wanted, the
   * others can only be given afterwards.
   */
  Map<String, Object> metadataAtFirst(NewCollection wanted);

  /** Writes the fields "metadata" and, where there is such a thing, "configuration" or "schema". */
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

  /**
   * A distance function with index settings.
   *
   * @param kept what the server keeps beside; empty where it keeps nothing of the kind
   */
  record Index(
      DistanceFunction distance, IndexSettings settings, Optional<CollectionConfiguration> kept) {

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
      differences.addAll(wanted.index().otherwiseIn(settings));
      kept.ifPresent(found -> differences.addAll(wanted.configuration().lostIn(found)));
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
