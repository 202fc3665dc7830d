package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.PerformanceChecks.Latency;
import io.chromarunbook.activities.checks.Tally;
import io.chromarunbook.workflows.evidence.SearchResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What asking both servers about a collection showed.
 *
 * @param search empty where the collection has nothing to search for
 * @param filters what the checks of the filters family saw
 */
record CollectionSearch(int collection, Optional<Search> search, Map<String, Tally> filters) {

  /**
   * What searching showed.
   *
   * @param sourceAnswered queries the source answered with any result
   * @param sourceRefusal what the source said to the first it does not answer; null where it
   *     answered all
   * @param overlap share of records both returned, or equals of them, 0 to 1
   * @param distanceError largest difference of a distance the target gave from the true one
   * @param distanceGap largest difference of what both servers say of the same distance
   * @param queries every one, the worst first
   */
  record Search(
      SearchResult result,
      int sourceAnswered,
      String sourceRefusal,
      double overlap,
      double distanceError,
      double distanceGap,
      Latency source,
      Latency target,
      List<QueryResult> queries) {

    Search {
      queries = List.copyOf(queries);
    }
  }
}
