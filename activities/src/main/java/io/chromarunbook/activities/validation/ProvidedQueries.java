package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.queries.QueryFile;
import io.chromarunbook.activities.queries.QueryVector;
import io.chromarunbook.activities.run.RunFolder;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** The queries that came with the plan, as they were when the run was opened. */
final class ProvidedQueries {

  private final List<QueryVector> vectors;

  private ProvidedQueries(List<QueryVector> vectors) {
    this.vectors = vectors;
  }

  /** Those of a run; none where its plan gives none. */
  static ProvidedQueries of(RunFolder folder) {
    return new ProvidedQueries(
        Files.exists(folder.queryVectors())
            ? QueryFile.read(folder.queryVectors()).vectors()
            : List.of());
  }

  /** Takes the place of what was sampled from a collection; what was perturbed stays. */
  List<Query> insteadOfSampled(String collection, List<Query> chosen) {
    List<Query> provided =
        vectors.stream()
            .filter(vector -> vector.collection().equals(collection))
            .map(
                vector ->
                    new Query("line " + vector.line(), Query.Kind.PROVIDED, vector.components()))
            .toList();
    if (provided.isEmpty()) {
      return chosen;
    }
    return Stream.concat(
            provided.stream(),
            chosen.stream().filter(query -> query.kind() == Query.Kind.PERTURBED))
        .toList();
  }
}
