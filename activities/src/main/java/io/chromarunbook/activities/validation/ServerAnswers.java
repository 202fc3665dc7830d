package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.PerformanceChecks.Latency;
import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.Neighbour;
import io.chromarunbook.activities.run.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one server answered to the queries, each asked on its own.
 *
 * @param neighbours of each query, nearest first; none where it was not answered
 * @param millis each took, in ascending order
 */
record ServerAnswers(List<List<Neighbour>> neighbours, List<Double> millis) {

  private static final int TRIES = 3;

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
    List<List<Neighbour>> answers = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    for (Query query : queries) {
      attempt.goOn();
      long start = System.nanoTime();
      answers.add(
          info.map(collection -> ask(server, collection, query, topK, attempt)).orElse(List.of()));
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return new ServerAnswers(answers, millis.stream().sorted().toList());
  }

  // A server that refuses a query, or breaks at it again and again, has broken search: that is
  // something to be reported, not a reason to give up.
  private static List<Neighbour> ask(
      ChromaServer server, CollectionInfo info, Query query, int topK, Attempt attempt) {
    try {
      return server.query(info, List.of(query.vector()), topK).get(0);
    } catch (ChromaException e) {
      boolean broken = e.kind() == ChromaException.Kind.BROKEN_ANSWER && attempt.number() >= TRIES;
      if (!e.kind().transientFault() || broken) {
        return List.of();
      }
      throw e;
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

  private double at(double share) {
    return millis.isEmpty()
        ? 0
        : millis.get((int) Math.min(millis.size() * share, millis.size() - 1));
  }
}
