package io.chromarunbook.starter.planning;

import io.chromarunbook.activities.queries.QueryFile;
import io.chromarunbook.activities.queries.QueryFileException;
import io.chromarunbook.activities.queries.QueryVector;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.starter.outcome.Nearest;
import io.chromarunbook.workflows.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds a plan's own query vectors against the collections that migrate. */
final class QueryVectorsCheck {

  /** Of a file for another set of collections nobody wants to read of every line. */
  private static final int MOST = 10;

  private QueryVectorsCheck() {}

  /** What is wrong with them, for the first lines that are. */
  static List<String> objections(Plan plan, List<CollectionInfo> found) {
    Path file = Path.of(plan.validation().queryVectors());
    Map<String, CollectionInfo> migrating = new TreeMap<>();
    found.stream()
        .filter(collection -> plan.collections().selects(collection.name()))
        .forEach(collection -> migrating.put(collection.name(), collection));
    try {
      return QueryFile.read(file).vectors().stream()
          .flatMap(vector -> objection(file, vector, migrating).stream())
          .limit(MOST)
          .toList();
    } catch (QueryFileException e) {
      return List.of(e.getMessage());
    }
  }

  private static Optional<String> objection(
      Path file, QueryVector vector, Map<String, CollectionInfo> migrating) {
    CollectionInfo collection = migrating.get(vector.collection());
    if (collection == null) {
      return Optional.of(
          "Line %d of %s is for the collection '%s', which does not migrate%s"
              .formatted(
                  vector.line(),
                  file,
                  vector.collection(),
                  Nearest.of(vector.collection(), migrating.keySet())
                      .map(known -> "; did you mean '" + known + "'?")
                      .orElse(".")));
    }
    int components = vector.components().length;
    return collection
        .dimension()
        .filter(dimension -> dimension != components)
        .map(
            dimension ->
                "The vector in line %d of %s has %d components, but the collection '%s' has vectors of %d; embed the query with the model the collection was made with."
                    .formatted(vector.line(), file, components, vector.collection(), dimension));
  }
}
