package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the suite sums up: a file a part, and a file with the ids that are too many a collection.
 */
final class SuiteNotes implements TargetNotes {

  private final OpenRun run;
  private final Attempt attempt;
  private final Snapshot snapshot;
  private final ChromaServer target;

  SuiteNotes(OpenRun run, Attempt attempt, Snapshot snapshot, ChromaServer target) {
    this.run = run;
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.target = target;
  }

  @Override
  public void part(PartComparison found) {
    DurableFile.writeJson(
        run.folder().validation(Results.TARGET, found.collection(), found.part()), found);
  }

  @Override
  public void collection(int collection, Optional<CollectionInfo> info) {
    Predicate<String> ignored = listed(collection, info);
  }

  /** The same, and whether the target has an id of the collection. */
  Predicate<String> listed(int collection, Optional<CollectionInfo> info) {
    Optional<IdListing> ids =
        info.map(found -> ForeignIds.list(target, found, snapshot, collection, attempt));
    DurableFile.writeJson(
        run.folder().validation(Results.ADDED, collection, 0),
        ids.map(listed -> ForeignIds.of(collection, listed))
            .orElse(new ForeignIds(collection, 0, 0, 0, List.of())));
    return id -> ids.isPresent() && ids.get().contains(id);
  }
}
