package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.steps.Position;
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
  private final PartWalk walk;

  SearchVisitor(
      OpenRun run,
      Attempt attempt,
      Snapshot snapshot,
      ChromaServer source,
      ChromaServer target,
      PartWalk walk) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.source = source;
    this.target = target;
    this.walk = walk;
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
    List<float[]> queries = queries(collection, stored);
    if (queries.isEmpty()) {
      return new CollectionSearch(collection, Optional.empty(), 0);
    }
    int topK = (int) Math.min(run.plan().validation().topK(), stored.records());
    ServerAnswers fromSource =
        ServerAnswers.of(source, source.collection(stored.name()), queries, topK, attempt);
    ServerAnswers fromTarget =
        ServerAnswers.of(target, target.collection(stored.target()), queries, topK, attempt);
    ExactSearch exact =
        new ExactSearch(
            stored.distanceFunction(),
            queries,
            topK,
            Stream.concat(fromSource.ids().stream(), fromTarget.ids().stream()).toList());
    for (int part = 0; part < stored.parts().size(); part++) {
      Set<String> quarantined = QuarantineFile.ids(run.folder().quarantine(collection, part));
      snapshot.forEachRecord(
          collection,
          part,
          record -> {
            attempt.goOn();
            if (quarantined.contains(record.id())) {
              exact.lookAtQuarantined(record);
            } else {
              exact.lookAtMigrated(record);
            }
          });
    }
    return new CollectionSearch(
        collection,
        Optional.of(
            new SearchResult(
                stored.name(),
                queries.size(),
                fromTarget.answered(),
                exact.recall(fromSource.ids()),
                exact.recall(fromTarget.ids()))),
        fromSource.answered());
  }

  private List<float[]> queries(int collection, StoredCollection stored) {
    if (stored.records() == 0) {
      return List.of();
    }
    QueryChoice choice =
        new QueryChoice(
            stored.records(), run.plan().validation().queries(), stored.name().hashCode());
    for (int part = 0; part < stored.parts().size(); part++) {
      snapshot.forEachRecord(
          collection,
          part,
          record -> {
            attempt.goOn();
            choice.look(record);
          });
    }
    return choice.queries();
  }
}
