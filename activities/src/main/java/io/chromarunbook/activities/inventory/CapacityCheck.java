package io.chromarunbook.activities.inventory;

import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.activities.importing.ReplacedRun;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.steps.CapacityReport;
import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether there is room for the inventory, on disk and among the target's names. */
final class CapacityCheck {

  private static final int SAFETY = 2;
  private static final int MOST_OTHERS = 100;

  private final OpenRun run;
  private final Inventory inventory;
  private final Optional<ReplacedRun> replaced;

  /**
   * A check for a run.
   *
   * @param replaced a closed migration whose collections will make room for this one's
   */
  CapacityCheck(OpenRun run, Inventory inventory, Optional<ReplacedRun> replaced) {
    this.run = run;
    this.inventory = inventory;
    this.replaced = replaced;
  }

  CapacityReport report(long freeBytes, int maxBatchSize, List<CollectionInfo> atTarget) {
    List<Finding> findings = new ArrayList<>();
    long needed =
        inventory.collections().stream().mapToLong(InventoryCollection::bytesOnDisk).sum();
    if (freeBytes / SAFETY < needed) {
      findings.add(
          new Finding(
              "capacity.disk",
              Finding.Weight.BLOCKING,
              "The snapshot will take about %s and %s has %s free, less than twice that; make room, or set RUNBOOK_HOME to a larger disk."
                  .formatted(readable(needed), run.folder().path(), readable(freeBytes))));
    }
    replaced
        .flatMap(ReplacedRun::objection)
        .ifPresent(
            sentence ->
                findings.add(
                    new Finding("capacity.replaced-in-use", Finding.Weight.BLOCKING, sentence)));
    Set<String> wanted =
        inventory.collections().stream()
            .map(InventoryCollection::target)
            .collect(Collectors.toSet());
    List<String> others = new ArrayList<>();
    for (CollectionInfo collection : atTarget) {
      if (!wanted.contains(collection.name())) {
        others.add(collection.name());
      } else if (!ours(collection) && !makesRoom(collection)) {
        findings.add(taken(collection));
      }
    }
    return new CapacityReport(
        freeBytes,
        needed,
        maxBatchSize,
        others.stream().sorted().limit(MOST_OTHERS).toList(),
        findings);
  }

  private boolean ours(CollectionInfo collection) {
    return OwnerMark.read(collection.metadata())
        .filter(OwnerMark.of(run.reference())::sameRun)
        .isPresent();
  }

  private boolean makesRoom(CollectionInfo collection) {
    return replaced.filter(earlier -> earlier.left(collection)).isPresent();
  }

  private Finding taken(CollectionInfo collection) {
    String whose =
        OwnerMark.migrationIn(collection.metadata())
            .map(owner -> ", made by the migration " + owner)
            .orElse("");
    return new Finding(
        "capacity.name-taken",
        Finding.Weight.BLOCKING,
        "The target already has a collection '%s'%s; give ours another name in collections.rename, or remove that one."
            .formatted(collection.name(), whose));
  }

  private static String readable(long bytes) {
    return bytes < 1L << 30 ? "%.1f MB".formatted(bytes / 1e6) : "%.1f GB".formatted(bytes / 1e9);
  }
}
