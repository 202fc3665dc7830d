package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.PerformanceChecks.Latency;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.Neighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one server answered to the queries, the first of which are asked one by one and timed.
 *
 * @param neighbours of each query, nearest first; none where it was not answered
 * @param millis each of those took, in ascending order
 * @param refusal what it said to the first query it does not answer, without a full stop
 */
record ServerAnswers(
    List<List<Neighbour>> neighbours, List<Double> millis, Optional<String> refusal) {

  private static final int TRIES = 3;
  // Enough to say how long one takes; a server answers the rest together in a fraction of the time.
  private static final int TIMED = 20;
  private static final int TOGETHER = 20;

  ServerAnswers {
    neighbours = List.copyOf(neighbours);
    millis = List.copyOf(millis);
  }

  /** Asks a server; a collection it does not have answers nothing. */
  static ServerAnswers of(
      ChromaServer server,
      Optional<CollectionInfo> info,
      List<Query> queries,
      int topK,
      Attempt attempt) {
    if (info.isEmpty()) {
      return new ServerAnswers(
          queries.stream().map(query -> List.<Neighbour>of()).toList(),
          List.of(),
          Optional.empty());
    }
    CollectionInfo collection = info.get();
    List<List<Neighbour>> answers = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (Query query : queries.subList(0, Math.min(TIMED, queries.size()))) {
      long start = System.nanoTime();
      answers.addAll(ask(server, collection, List.of(query), topK, attempt, refusals));
      millis.add((System.nanoTime() - start) / 1e6);
    }
    for (int from = TIMED; from < queries.size(); from += TOGETHER) {
      List<Query> some = queries.subList(from, Math.min(from + TOGETHER, queries.size()));
      answers.addAll(ask(server, collection, some, topK, attempt, refusals));
    }
    return new ServerAnswers(
        answers, millis.stream().sorted().toList(), refusals.stream().findFirst());
  }

  // A server that refuses a query, or breaks at it again and again, has broken search: that is
  // something to be reported, not a reason to give up. Of several the culprit is found.
  private static List<List<Neighbour>> ask(
      ChromaServer server,
      CollectionInfo info,
      List<Query> queries,
      int topK,
      Attempt attempt,
      List<String> refusals) {
    attempt.throwIfCancelled();
    try {
      return server.query(info, queries.stream().map(Query::vector).toList(), topK);
    } catch (ChromaException e) {
      boolean broken = e.kind() == ChromaException.Kind.BROKEN_ANSWER && attempt.number() >= TRIES;
      if (e.kind().transientFault() && !broken) {
        throw e;
      }
      if (queries.size() == 1) {
        refusals.add(e.brief());
        return List.of(List.of());
      }
      return queries.stream()
          .flatMap(query -> ask(server, info, List.of(query), topK, attempt, refusals).stream())
          .toList();
    }
  }

  /** Every id that was answered. */
  Stream<String> ids() {
    return neighbours.stream().flatMap(List::stream).map(Neighbour::id);
  }

  /** Queries answered with any result. */
  int answered() {
    return (int) neighbours.stream().filter(answer -> !answer.isEmpty()).count();
  }

  Latency latency() {
    return new Latency(at(0.5), at(0.95));
  }

  // The nearest rank: the smallest that so large a share of all does not exceed.
  private double at(double share) {
    return millis.isEmpty() ? 0 : millis.get((int) Math.ceil(millis.size() * share) - 1);
  }
}
