package io.chromarunbook.activities.standing;

import io.chromarunbook.activities.importing.CreationRecord;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the target still has the collections a run made there, with all their records. */
public final class TargetLook {

  private final Attempt attempt;
  private final List<MigratedCollection> migrated;
  private final Map<Integer, String> uuids = new HashMap<>();

  /** Looks on behalf of a run that has imported everything. */
  public TargetLook(OpenRun run, Attempt attempt) {
    this.attempt = attempt;
    this.migrated = MigratedCollection.of(Snapshot.open(run.folder().snapshot()), run.folder());
    CreationRecord created = new CreationRecord(run.folder());
    for (MigratedCollection collection : migrated) {
      created.of(collection.index()).ifPresent(own -> uuids.put(collection.index(), own.uuid()));
    }
  }

  /** How many collections there are to be. */
  public int collections() {
    return migrated.size();
  }

  /** How many records there are to be. */
  public long records() {
    return migrated.stream().mapToLong(MigratedCollection::migrated).sum();
  }

  /** The first thing that is missing, in a sentence; empty where nothing is. */
  public Optional<String> missing(ChromaServer target) {
    for (MigratedCollection collection : migrated) {
      attempt.throwIfCancelled();
      Optional<String> missing = missing(target, collection);
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private Optional<String> missing(ChromaServer target, MigratedCollection collection) {
    String name = "'" + Examples.shown(collection.target()) + "'";
    Optional<CollectionInfo> found = target.collection(collection.target());
    if (found.isEmpty()) {
      return Optional.of("The collection " + name + " is not there.");
    }
    String uuid = uuids.get(collection.index());
    if (uuid != null && !uuid.equals(found.get().id())) {
      return Optional.of("The collection " + name + " is not the one that this run made.");
    }
    long count = target.count(found.get());
    return count < collection.migrated()
        ? Optional.of(
            "The collection %s has %,d records of %,d."
                .formatted(name, count, collection.migrated()))
        : Optional.empty();
  }
}
