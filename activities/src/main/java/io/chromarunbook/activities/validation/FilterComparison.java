package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.pipeline.OneAtATime;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.validation.FilterChoice.Question;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.RecordFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Filters asked of both servers. */
final class FilterComparison {

  // More ids than this would be a listing of the collection, which other checks do.
  private static final int MOST_IDS = 20_000;

  /** What a server made of a question. */
  private sealed interface Selected {

    /** These records. */
    record Ids(Set<String> ids) implements Selected {}

    /** Nothing, for good. */
    record Refused(String words) implements Selected {}
  }

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
    attempt.throwIfCancelled();
    if (atTarget.isEmpty()) {
      tallies.due(question.check());
      return;
    }
    RecordFilter filter = question.filter();
    try {
      AtOnce<Selected> both =
          AtOnce.of(
              () -> asked(() -> ids(source, atSource, filter)),
              () -> asked(() -> requests.ask(() -> ids(target, atTarget.orElseThrow(), filter))));
      judge(question, both.source(), both.target());
    } catch (TooMany e) {
      // What selects nearly everything shows little.
    }
  }

  private void judge(Question question, Selected atSource, Selected atTarget) {
    if (atSource instanceof Selected.Refused refused) {
      // What applications cannot ask at the source, no migration can break.
      tallies.exempt(
          question.check(), "the source refuses " + question.name() + ": " + refused.words());
      return;
    }
    String name =
        atTarget instanceof Selected.Refused refused
            ? question.name() + ", which the target refuses: " + refused.words()
            : question.name();
    tallies.look(question.check(), atSource.equals(atTarget), name);
  }

  private static Selected asked(Supplier<Set<String>> question) {
    try {
      return new Selected.Ids(question.get());
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      return new Selected.Refused(e.brief());
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
