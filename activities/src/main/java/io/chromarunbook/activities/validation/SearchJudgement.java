package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.validation.CollectionSearch.Search;
import io.chromarunbook.chroma.EmbeddingText;
import io.chromarunbook.chroma.Neighbour;
import io.chromarunbook.workflows.evidence.SearchResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Holds both servers' answers against exact search. */
final class SearchJudgement {

  private final String collection;
  private final List<Query> queries;
  private final ServerAnswers source;
  private final ServerAnswers target;
  private final ExactSearch exact;

  SearchJudgement(
      String collection,
      List<Query> queries,
      ServerAnswers source,
      ServerAnswers target,
      ExactSearch exact) {
    this.collection = collection;
    this.queries = queries;
    this.source = source;
    this.target = target;
    this.exact = exact;
  }

  Search judge() {
    List<QueryResult> results = new ArrayList<>();
    for (int index = 0; index < queries.size(); index++) {
      results.add(result(index));
    }
    double sourceRecall =
        results.stream().mapToDouble(QueryResult::sourceRecall).average().orElse(0);
    double targetRecall =
        results.stream().mapToDouble(QueryResult::targetRecall).average().orElse(0);
    double distanceError =
        IntStream.range(0, queries.size())
            .mapToDouble(index -> exact.distanceError(index, target.neighbours().get(index)))
            .max()
            .orElse(0);
    double distanceGap =
        IntStream.range(0, queries.size()).mapToDouble(this::distanceGap).max().orElse(0);
    double overlap =
        IntStream.range(0, queries.size())
            .mapToDouble(
                index ->
                    exact.overlap(
                        index, source.neighbours().get(index), target.neighbours().get(index)))
            .average()
            .orElse(0);
    results.sort(
        Comparator.comparingDouble((QueryResult each) -> each.targetRecall() - each.sourceRecall())
            .thenComparingDouble(QueryResult::targetRecall));
    return new Search(
        new SearchResult(collection, queries.size(), target.answered(), sourceRecall, targetRecall),
        source.answered(),
        source.refusal().orElse(null),
        overlap,
        distanceError,
        distanceGap,
        source.latency(),
        target.latency(),
        results);
  }

  private QueryResult result(int index) {
    Query query = queries.get(index);
    List<Neighbour> fromSource = source.neighbours().get(index);
    List<Neighbour> fromTarget = target.neighbours().get(index);
    return new QueryResult(
        query.of(),
        query.kind(),
        EmbeddingText.of(query.vector()),
        exact.recall(index, fromSource),
        exact.recall(index, fromTarget),
        fromSource.stream().map(Neighbour::id).toList(),
        fromTarget.stream().map(Neighbour::id).toList());
  }

  /**
   * The largest difference of what both servers say of one record's distance; where they have none
   * in common, of what either says from the true one.
   */
  private double distanceGap(int query) {
    Map<String, Double> said = new HashMap<>();
    source.neighbours().get(query).forEach(each -> said.put(each.id(), each.distance()));
    return target.neighbours().get(query).stream()
        .filter(each -> said.containsKey(each.id()))
        .mapToDouble(each -> apart(said.get(each.id()), each.distance()))
        .max()
        .orElseGet(
            () ->
                Math.max(
                    exact.distanceError(query, source.neighbours().get(query)),
                    exact.distanceError(query, target.neighbours().get(query))));
  }

  private static double apart(double one, double other) {
    return Math.abs(one - other) / Math.max(1, Math.abs(one));
  }
}
