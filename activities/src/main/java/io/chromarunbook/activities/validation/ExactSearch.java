package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.distance.DistanceMeter;
import io.chromarunbook.activities.distance.DistanceMeter.Measured;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.Neighbour;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Exact search over a stream of records, in memory that depends on the queries alone. */
final class ExactSearch {

  // Two distances this close are a tie: servers and we add floats in different order.
  private static final double TIE = 1e-5;

  private final DistanceMeter meter;
  private final List<Measured> queries;
  private final List<NearestDistances> nearest;
  private final Set<String> wanted = new HashSet<>();
  private final Map<String, Measured> vectors = new HashMap<>();

  /**
   * Starts a search.
   *
   * @param answered every id a server answered
   */
  ExactSearch(DistanceFunction distance, List<Query> queries, int topK, Stream<String> answered) {
    this.meter = new DistanceMeter(distance);
    this.queries = queries.stream().map(query -> meter.measured(query.vector())).toList();
    this.nearest = queries.stream().map(query -> new NearestDistances(topK)).toList();
    answered.forEach(wanted::add);
  }

  /** A record that was migrated: it can be among the exact neighbours. */
  void lookAtMigrated(ChromaRecord record) {
    if (record.embedding() == null) {
      return;
    }
    remember(record);
    Measured vector = meter.measured(record.embedding());
    for (int index = 0; index < queries.size(); index++) {
      Measured query = queries.get(index);
      if (query.comparable(vector)) {
        nearest.get(index).offer(meter.between(query, vector));
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
      vectors.put(record.id(), meter.measured(record.embedding()));
    }
  }

  /** The share of a query's exact neighbours that was answered. */
  double recall(int query, List<Neighbour> answer) {
    NearestDistances exact = nearest.get(query);
    if (exact.number() == 0) {
      return 0;
    }
    double bound = exact.bound() + tie(exact.bound());
    long hits =
        answer.stream()
            .map(Neighbour::id)
            .distinct()
            .flatMap(id -> distance(query, id).stream().boxed())
            .filter(distance -> distance <= bound)
            .count();
    return Math.min(1.0, (double) hits / exact.number());
  }

  /**
   * The largest difference between a distance that was answered and the true one, relative to the
   * true one where that exceeds 1. Answers the snapshot does not know are not measured.
   */
  double distanceError(int query, List<Neighbour> answer) {
    return answer.stream()
        .flatMapToDouble(
            neighbour ->
                distance(query, neighbour.id()).stream()
                    .map(
                        exact ->
                            Math.abs(neighbour.distance() - exact) / Math.max(1, Math.abs(exact))))
        .max()
        .orElse(0);
  }

  /**
   * The share of an answer that the other one has too, or has an equal in its place for: which of
   * records that are equally far away a server returns says nothing.
   */
  double overlap(int query, List<Neighbour> one, List<Neighbour> other) {
    int most = Math.max(one.size(), other.size());
    if (most == 0) {
      return 1;
    }
    Set<String> both = ids(one);
    both.retainAll(ids(other));
    double[] left = distancesOfOthers(query, one, both);
    double[] right = distancesOfOthers(query, other, both);
    int equal = 0;
    int from = 0;
    for (double distance : left) {
      while (from < right.length && right[from] < distance - tie(distance)) {
        from++;
      }
      if (from < right.length && right[from] <= distance + tie(distance)) {
        equal++;
        from++;
      }
    }
    return (double) (both.size() + equal) / most;
  }

  private static Set<String> ids(List<Neighbour> answer) {
    Set<String> ids = new HashSet<>();
    answer.forEach(neighbour -> ids.add(neighbour.id()));
    return ids;
  }

  private double[] distancesOfOthers(int query, List<Neighbour> answer, Set<String> known) {
    return answer.stream()
        .map(Neighbour::id)
        .filter(id -> !known.contains(id))
        .flatMapToDouble(id -> distance(query, id).stream())
        .sorted()
        .toArray();
  }

  private static double tie(double distance) {
    return TIE * Math.max(1, Math.abs(distance));
  }

  private OptionalDouble distance(int query, String id) {
    Measured asked = queries.get(query);
    Measured vector = vectors.get(id);
    return vector == null || !vector.comparable(asked)
        ? OptionalDouble.empty()
        : OptionalDouble.of(meter.between(asked, vector));
  }
}
