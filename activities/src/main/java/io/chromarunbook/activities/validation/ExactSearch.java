package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.DistanceFunction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Exact search over a stream of records, in memory that depends on the queries alone. */
final class ExactSearch {

  // Two distances this close are a tie: servers and we add floats in different order.
  private static final double TIE = 1e-5;

  private final DistanceMeter meter;
  private final List<float[]> queries;
  private final List<NearestDistances> nearest;
  private final Set<String> wanted = new HashSet<>();
  private final Map<String, float[]> vectors = new HashMap<>();

  ExactSearch(
      DistanceFunction distance, List<float[]> queries, int topK, List<Set<String>> answers) {
    this.meter = new DistanceMeter(distance);
    this.queries = queries;
    this.nearest = queries.stream().map(query -> new NearestDistances(topK)).toList();
    answers.forEach(wanted::addAll);
  }

  /** A record that was migrated: it can be among the exact neighbours. */
  void lookAtMigrated(ChromaRecord record) {
    float[] vector = record.embedding();
    if (vector == null) {
      return;
    }
    remember(record);
    for (int index = 0; index < queries.size(); index++) {
      if (queries.get(index).length == vector.length) {
        nearest.get(index).offer(meter.between(queries.get(index), vector));
      }
    }
  }

  /** A record that only the source has: an answer, but none that is asked for. */
  void lookAtQuarantined(ChromaRecord record) {
    if (record.embedding() != null) {
      remember(record);
    }
  }

  private void remember(ChromaRecord record) {
    if (wanted.contains(record.id())) {
      vectors.put(record.id(), record.embedding());
    }
  }

  /** The share of the exact neighbours that was answered, over all queries. */
  double recall(List<Set<String>> answers) {
    return IntStream.range(0, queries.size())
        .mapToDouble(index -> recall(index, answers.get(index)))
        .average()
        .orElse(0);
  }

  private double recall(int query, Set<String> answer) {
    NearestDistances exact = nearest.get(query);
    if (exact.number() == 0) {
      return 0;
    }
    double bound = exact.bound() + TIE * Math.max(1, Math.abs(exact.bound()));
    long hits =
        answer.stream()
            .map(vectors::get)
            .filter(vector -> vector != null && vector.length == queries.get(query).length)
            .filter(vector -> meter.between(queries.get(query), vector) <= bound)
            .count();
    return Math.min(1.0, (double) hits / exact.number());
  }
}
