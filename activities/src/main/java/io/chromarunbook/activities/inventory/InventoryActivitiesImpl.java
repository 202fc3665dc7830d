package io.chromarunbook.activities.inventory;

import io.chromarunbook.activities.importing.ReplacedRun;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.CollectionSelection;
import io.chromarunbook.workflows.steps.CapacityReport;
import io.chromarunbook.workflows.steps.CollectionLine;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.InventorySummary;
import io.chromarunbook.workflows.steps.RunReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Counts and names what there is, and compares it with the room there is. */
public final class InventoryActivitiesImpl implements InventoryActivities {

  private static final int MOST_FINDINGS = 50;

  private final Runs runs;
  private final InstantSource clock;
  private final ToLongFunction<Path> freeBytes;

  /** Inventories of these runs, by this machine's clock and disks. */
  public InventoryActivitiesImpl(Runs runs) {
    this(runs, InstantSource.system(), InventoryActivitiesImpl::usableSpace);
  }

  InventoryActivitiesImpl(Runs runs, InstantSource clock, ToLongFunction<Path> freeBytes) {
    this.runs = runs;
    this.clock = clock;
    this.freeBytes = freeBytes;
  }

  /** An inventory with what is wrong with the plan's names in its light. */
  private record Taken(Inventory inventory, List<Finding> findings) {}

  @Override
  public InventorySummary takeInventory(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Taken taken = take(run, attempt);
          List<Finding> findings = new ArrayList<>(taken.findings());
          findings.add(BackupCheck.look(run.plan().source()));
          return written(run.folder().inventory(), taken.inventory(), findings);
        });
  }

  @Override
  public InventorySummary takeFrozenInventory(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Inventory approved = Inventory.read(run.folder().inventory());
          Taken taken = take(run, attempt);
          List<Finding> findings = new ArrayList<>(taken.findings());
          findings.addAll(InventoryDrift.between(approved, taken.inventory(), rehearsed(run)));
          return written(run.folder().frozenInventory(), taken.inventory(), findings);
        });
  }

  @Override
  public CapacityReport capacity(RunReference reference, String replaces) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          Inventory inventory = Inventory.read(run.folder().inventory());
          Optional<ReplacedRun> replaced =
              Optional.ofNullable(replaces).map(id -> new ReplacedRun(id, runs.earlier(id)));
          try (WritableServer target = run.target()) {
            ScratchSpace.of(run, target).sweep();
            CapacityReport report =
                new CapacityCheck(run, inventory, replaced)
                    .report(
                        freeBytes.applyAsLong(run.folder().path()),
                        target.limits().maxBatchSize(),
                        target.collections());
            attempt.progress(0, 0);
            return report;
          }
        });
  }

  /** What is needed here of the dry-run's report. */
  private record Rehearsed(List<RehearsedKeys> collections) {}

  private record RehearsedKeys(String name, Map<String, List<String>> keys) {}

  private static Map<String, Map<String, List<String>>> rehearsed(OpenRun run) {
    if (!Files.exists(run.folder().dryRun())) {
      return Map.of();
    }
    return DurableFile.readJson(run.folder().dryRun(), Rehearsed.class).collections().stream()
        .collect(Collectors.toMap(RehearsedKeys::name, RehearsedKeys::keys));
  }

  private Taken take(OpenRun run, Attempt attempt) {
    CollectionSelection selection = run.plan().collections();
    try (ChromaServer source = run.source()) {
      List<CollectionInfo> all = source.collections();
      List<InventoryCollection> selected = new ArrayList<>();
      List<Finding> findings = new ArrayList<>();
      long records = 0;
      for (CollectionInfo info : all) {
        if (selection.selects(info.name())) {
          CollectionInspection.Looked looked =
              CollectionInspection.at(
                  source,
                  info,
                  selection.targetName(info.name()),
                  Optional.ofNullable(selection.distance().get(info.name()))
                      .map(DistanceFunction::named));
          selected.add(looked.collection());
          findings.addAll(looked.findings());
          findings.addAll(OwnMetadata.findings(info, looked.collection().info(), selection));
          records += looked.collection().count();
          attempt.progress(records, records);
        }
      }
      Inventory inventory = new Inventory(clock.instant(), source.version(), selected);
      List<String> names = all.stream().map(CollectionInfo::name).toList();
      findings.addAll(PlanNames.findings(run.plan(), names, inventory));
      DatabaseLook.at(source, run.plan().source()).ifPresent(findings::add);
      return new Taken(inventory, findings);
    }
  }

  private static InventorySummary written(Path file, Inventory inventory, List<Finding> findings) {
    DurableFile.writeJson(file, inventory);
    List<CollectionLine> lines =
        inventory.collections().stream()
            .limit(InventorySummary.MOST_LINES)
            .map(each -> new CollectionLine(each.info().name(), each.target(), each.count()))
            .toList();
    return new InventorySummary(
        inventory.collections().size(),
        inventory.records(),
        inventory.digest(),
        lines,
        // What blocks comes first, so that the limit never hides it.
        findings.stream()
            .sorted(Comparator.comparing(Finding::weight))
            .limit(MOST_FINDINGS)
            .toList());
  }

  private static long usableSpace(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
