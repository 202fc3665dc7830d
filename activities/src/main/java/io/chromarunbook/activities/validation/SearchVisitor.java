package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.checks.Tallies;
import io.chromarunbook.activities.pipeline.OneAtATime;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.transform.RecordRoute;
import io.chromarunbook.activities.validation.CollectionSearch.Search;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.steps.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Asks both servers for the neighbours of the same vectors and holds the answers against exact
 * search over the snapshot. Every distance is ours, so that no server is judged by its own figures;
 * a neighbour that is no further away than the last exact one counts, whichever of equals it is.
 */
final class SearchVisitor implements PartWalk.Visitor {

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final ChromaServer source;
  private final ChromaServer target;
  private final OneAtATime requests;
  private final PartWalk walk;
  private final ProvidedQueries provided;

  /**
   * Asks about collections that have been compared.
   *
   * @param requests to the target, which others may ask too
   */
  SearchVisitor(
      OpenRun run,
      Attempt attempt,
      Snapshot snapshot,
      ChromaServer source,
      ChromaServer target,
      OneAtATime requests,
      PartWalk walk) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.source = source;
    this.target = target;
    this.requests = requests;
    this.walk = walk;
    this.provided = ProvidedQueries.of(run.folder());
  }

  @Override
  public void part(int collection, int part) {
    // Search is judged by collection.
  }

  @Override
  public void collection(int collection) {
    DurableFile.writeJson(
        run.folder().validation(Results.SEARCH, collection, 0), search(collection));
    attempt.progress(walk.recordsBefore(new Position(collection + 1, 0)), walk.records());
  }

  private CollectionSearch search(int collection) {
    StoredCollection stored = snapshot.collection(collection);
    QueryChoice choice =
        new QueryChoice(
            stored.records(), run.plan().validation().queries(), stored.name().hashCode());
    FilterChoice filters =
        new FilterChoice(
            new RecordRoute(run.plan().transform().of(stored.name()), stored.dimension()));
    show(collection, choice, filters);
    List<Query> queries = provided.insteadOfSampled(stored.name(), choice.queries());
    Optional<CollectionInfo> atSource = source.collection(stored.name());
    Optional<CollectionInfo> atTarget = target.collection(stored.target());
    Set<String> quarantined = quarantined(collection, stored);
    Tallies filtered =
        atSource
            .map(
                info ->
                    new FilterComparison(
                            source,
                            info,
                            target,
                            atTarget,
                            requests,
                            judgedElsewhere(collection, stored, quarantined),
                            attempt)
                        .compare(filters.questions(choice.records())))
            .orElseGet(Tallies::new);
    Optional<Search> search =
        queries.isEmpty()
            ? Optional.empty()
            : Optional.of(search(collection, queries, atSource, atTarget, quarantined));
    return new CollectionSearch(collection, search, filtered.byCheck());
  }

  private Search search(
      int collection,
      List<Query> queries,
      Optional<CollectionInfo> atSource,
      Optional<CollectionInfo> atTarget,
      Set<String> quarantined) {
    StoredCollection stored = snapshot.collection(collection);
    int topK = (int) Math.min(run.plan().validation().topK(), stored.records());
    AtOnce<ServerAnswers> answers =
        AtOnce.of(
            () -> ServerAnswers.of(source, atSource, queries, topK, attempt),
            () -> requests.ask(() -> ServerAnswers.of(target, atTarget, queries, topK, attempt)));
    ExactSearch exact =
        new ExactSearch(
            stored.distanceFunction(),
            queries,
            topK,
            Stream.concat(answers.source().ids(), answers.target().ids()));
    for (int part = 0; part < stored.parts().size(); part++) {
      snapshot.forEachRecord(
          collection,
          part,
          record -> {
            attempt.throwIfCancelled();
            if (quarantined.contains(record.id())) {
              exact.lookAtQuarantined(record);
            } else {
              exact.lookAtMigrated(record);
            }
          });
    }
    return new SearchJudgement(stored.name(), queries, answers.source(), answers.target(), exact)
        .judge();
  }

  private Set<String> judgedElsewhere(
      int collection, StoredCollection stored, Set<String> quarantined) {
    Set<String> ids = new HashSet<>(quarantined);
    for (int part = 0; part < stored.parts().size(); part++) {
      PartComparison compared =
          Results.read(run.folder(), Results.TARGET, collection, part, PartComparison.class);
      ids.addAll(compared.missing());
      compared.different().forEach(different -> ids.add(different.id()));
    }
    ids.addAll(Results.read(run.folder(), Results.ADDED, collection, 0, ForeignIds.class).ids());
    return ids;
  }

  private Set<String> quarantined(int collection, StoredCollection stored) {
    Set<String> ids = new HashSet<>();
    for (int part = 0; part < stored.parts().size(); part++) {
      ids.addAll(QuarantineFile.ids(run.folder().quarantine(collection, part)));
    }
    return ids;
  }

  private void show(int collection, QueryChoice choice, FilterChoice filters) {
    for (int part = 0; part < snapshot.collection(collection).parts().size(); part++) {
      snapshot.forEachRecord(
          collection,
          part,
          record -> {
            attempt.throwIfCancelled();
            choice.look(record);
            filters.look(record);
          });
    }
  }
}
