package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.Neighbour;
import io.chromarunbook.activities.validation.CollectionSearch.Search;
import io.chromarunbook.workflows.evidence.SearchResult;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    double overlap = results.stream().mapToDouble(SearchJudgement::overlap).average().orElse(0);
    results.sort(
        Comparator.comparingDouble((QueryResult each) -> each.targetRecall() - each.sourceRecall())
            .thenComparingDouble(QueryResult::targetRecall));
    return new Search(
        new SearchResult(collection, queries.size(), target.answered(), sourceRecall, targetRecall),
        source.answered(),
        overlap,
        distanceError,
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
        base64(query.vector()),
        exact.recall(index, fromSource),
        exact.recall(index, fromTarget),
        fromSource.stream().map(Neighbour::id).toList(),
        fromTarget.stream().map(Neighbour::id).toList());
  }

  private static double overlap(QueryResult result) {
    int most = Math.max(result.source().size(), result.target().size());
    Set<String> both = new HashSet<>(result.source());
    both.retainAll(new HashSet<>(result.target()));
    return most == 0 ? 1 : (double) both.size() / most;
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
