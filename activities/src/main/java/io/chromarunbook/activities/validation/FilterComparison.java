package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.chroma.ChromaException;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import io.chromarunbook.activities.chroma.RecordFilter;
import io.chromarunbook.activities.pipeline.OneAtATime;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.validation.FilterChoice.Question;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Filters asked of both servers. */
final class FilterComparison {

  // More ids than this would be a listing of the collection, which other checks do.
  private static final int MOST_IDS = 20_000;

  /** Ends a listing that became too long. */
  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super("too many", null, false, false);
    }
  }

  private final ChromaServer source;
  private final ChromaServer target;
  private final CollectionInfo atSource;
  private final Optional<CollectionInfo> atTarget;
  private final OneAtATime requests;
  private final Set<String> judgedElsewhere;
  private final Attempt attempt;
  private final Tallies tallies = new Tallies();

  /**
   * Starts a comparison.
   *
   * @param requests to the target
   * @param judgedElsewhere ids in quarantine, or that other checks found missing, added or
   *     different: no filter is to blame for them
   */
  FilterComparison(
      ChromaServer source,
      CollectionInfo atSource,
      ChromaServer target,
      Optional<CollectionInfo> atTarget,
      OneAtATime requests,
      Set<String> judgedElsewhere,
      Attempt attempt) {
    this.source = source;
    this.atSource = atSource;
    this.target = target;
    this.atTarget = atTarget;
    this.requests = requests;
    this.judgedElsewhere = judgedElsewhere;
    this.attempt = attempt;
  }

  /** Asks each of these questions of both servers. */
  Tallies compare(List<Question> questions) {
    questions.forEach(this::ask);
    return tallies;
  }

  private void ask(Question question) {
    attempt.goOn();
    if (atTarget.isEmpty()) {
      tallies.due(question.check());
      return;
    }
    RecordFilter filter = question.filter();
    try {
      AtOnce<Set<String>> both =
          AtOnce.of(() -> ids(source, atSource, filter), () -> found(filter));
      tallies.look(question.check(), both.source().equals(both.target()), question.name());
    } catch (TooMany e) {
      // What selects nearly everything shows little.
    }
  }

  private Set<String> found(RecordFilter filter) {
    try {
      return requests.ask(() -> ids(target, atTarget.orElseThrow(), filter));
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      return Set.of();
    }
  }

  private Set<String> ids(ChromaServer server, CollectionInfo collection, RecordFilter filter) {
    Set<String> ids = new HashSet<>();
    server.ids(
        collection,
        filter,
        id -> {
          if (!ids.add(id)) {
            // Another set than one without: listed twice by one server only, it is found.
            ids.add(id + " (repeated)");
          }
          if (ids.size() > MOST_IDS) {
            throw new TooMany();
          }
        });
    ids.removeAll(judgedElsewhere);
    return ids;
  }
}
