package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.traffic.TrafficStanding;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.text.UtcTime;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * An earlier run whose collections at the target make room for another's. Only what it wrote down
 * that it created is its own, and only while applications do not use it.
 */
public final class ReplacedRun {

  private final String migration;
  private final RunFolder folder;
  private final CreationRecord record;
  private final TrafficStanding traffic;

  /** The run of this folder. */
  public ReplacedRun(String migration, RunFolder folder) {
    this.migration = migration;
    this.folder = folder;
    this.record = new CreationRecord(folder);
    this.traffic = TrafficStanding.of(folder);
  }

  /** Why nothing of it may be removed, in one sentence; nothing where it may. */
  public Optional<String> objection() {
    return traffic
        .switched()
        .map(
            deed ->
                "Applications %s the collections of the migration %s at the target since %s, so they are not removed; give ours other names in collections.rename."
                    .formatted(
                        deed.certainty() == TrafficStanding.Certainty.DONE ? "use" : "may use",
                        migration,
                        UtcTime.words(deed.since())));
  }

  /**
   * Whether a collection at the target is this run's: it has the UUID the run wrote down, and bears
   * its mark or, where the run took the marks off at its cutover and was rolled back, none.
   */
  public boolean left(CollectionInfo collection) {
    return record.all().values().stream()
        .filter(created -> created.name().equals(collection.name()))
        .filter(created -> created.uuid().equals(collection.id()))
        .anyMatch(created -> bears(collection, created.mark()));
  }

  private boolean bears(CollectionInfo collection, OwnerMark mark) {
    return OwnerMark.migrationIn(collection.metadata()).isEmpty()
        ? rolledBackFromTheWindow()
        : OwnerMark.read(collection.metadata()).filter(mark::sameRun).isPresent();
  }

  private boolean rolledBackFromTheWindow() {
    return Files.exists(folder.traffic(TrafficAction.SWITCH.label()))
        && traffic.switched().isEmpty();
  }

  /** Those of its collections that are still at the target. */
  List<CollectionInfo> found(ChromaServer target) {
    return record.all().values().stream()
        .flatMap(created -> target.collection(created.name()).stream())
        .filter(this::left)
        .toList();
  }
}
