package io.chromarunbook.activities.dryrun;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.Slice;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.workflows.steps.DryRunActivities;
import io.chromarunbook.workflows.steps.DryRunSummary;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Does everything but migrate, on the live source. */
public final class DryRunActivitiesImpl implements DryRunActivities {

  private final Runs runs;
  private final InstantSource clock;
  private final Duration slice;

  /** Dry-runs of these runs, in slices of half a minute. */
  public DryRunActivitiesImpl(Runs runs) {
    this(runs, InstantSource.system(), Slice.USUAL);
  }

  DryRunActivitiesImpl(Runs runs, InstantSource clock, Duration slice) {
    this.runs = runs;
    this.clock = clock;
    this.slice = slice;
  }

  @Override
  public Progress rehearse(RunReference reference, Position from) {
    return Attempt.at(runs, reference, (run, attempt) -> rehearse(run, attempt, from));
  }

  private Progress rehearse(OpenRun run, Attempt attempt, Position from) {
    Inventory inventory = Inventory.read(run.folder().inventory());
    Slice running = new Slice(clock, slice);
    long total = inventory.records();
    long before =
        inventory.collections().subList(0, from.collection()).stream()
            .mapToLong(InventoryCollection::count)
            .sum();
    int firstPart = from.part();
    try (ChromaServer source = run.source()) {
      for (int index = from.collection(); index < inventory.collections().size(); index++) {
        if (index > from.collection() && running.over()) {
          return new Progress(Optional.of(new Position(index, 0)), before, total);
        }
        Rehearsal rehearsal = new Rehearsal(run, attempt, source, inventory, index);
        Listing listing = rehearsal.listing(firstPart);
        long through = 0;
        for (int part = firstPart; through < listing.listed(); part++) {
          if (part > firstPart && running.over()) {
            // A live source may have grown; progress never shows more than there was.
            long done = Math.min(total, before + through);
            return new Progress(Optional.of(new Position(index, part)), done, total);
          }
          through = rehearsal.part(part).idsThrough();
        }
        before += inventory.collections().get(index).count();
        firstPart = 0;
      }
    }
    return new Progress(Optional.empty(), total, total);
  }

  @Override
  public DryRunSummary concludeDryRun(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          DryRunReport report = new DryRunConclusion(run, attempt).report();
          DurableFile.writeJson(run.folder().dryRun(), report);
          return report.summary();
        });
  }
}
