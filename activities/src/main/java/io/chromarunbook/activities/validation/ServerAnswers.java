package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.Neighbour;
import io.chromarunbook.activities.run.Attempt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one server answered to the queries: the ids of each.
 *
 * @param ids of each query's neighbours; empty where it was not answered
 */
record ServerAnswers(List<Set<String>> ids) {

  private static final int QUERIES_A_REQUEST = 10;
  private static final int TRIES = 3;

  ServerAnswers {
    ids = List.copyOf(ids);
  }

  /** Asks a server; a collection it does not have answers nothing. */
  static ServerAnswers of(
      ChromaServer server,
      Optional<CollectionInfo> info,
      List<float[]> queries,
      int topK,
      Attempt attempt) {
    List<Set<String>> answers = new ArrayList<>();
    for (int from = 0; from < queries.size(); from += QUERIES_A_REQUEST) {
      attempt.goOn();
      List<float[]> some =
          queries.subList(from, Math.min(queries.size(), from + QUERIES_A_REQUEST));
      List<List<Neighbour>> found =
          info.isPresent() ? ask(server, info.get(), some, topK, attempt) : List.of();
      for (int index = 0; index < some.size(); index++) {
        answers.add(index < found.size() ? idsOf(found.get(index)) : Set.of());
      }
    }
    return new ServerAnswers(answers);
  }

  // A server that refuses a query, or breaks at it again and again, has broken search: that is
  // something to be reported, not a reason to give up.
  private static List<List<Neighbour>> ask(
      ChromaServer server, CollectionInfo info, List<float[]> queries, int topK, Attempt attempt) {
    try {
      return server.query(info, queries, topK);
    } catch (ChromaException e) {
      boolean broken = e.kind() == ChromaException.Kind.BROKEN_ANSWER && attempt.number() >= TRIES;
      if (!e.kind().transientFault() || broken) {
        return List.of();
      }
      throw e;
    }
  }

  private static Set<String> idsOf(List<Neighbour> neighbours) {
    return neighbours.stream()
        .map(Neighbour::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Queries answered with any result. */
  int answered() {
    return (int) ids.stream().filter(answer -> !answer.isEmpty()).count();
  }
}
