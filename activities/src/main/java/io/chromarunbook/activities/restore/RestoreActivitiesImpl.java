package io.chromarunbook.activities.restore;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.Slice;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RestoreActivities;
import io.chromarunbook.workflows.steps.RestoreRehearsal;
import io.chromarunbook.workflows.steps.RunReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Rehearses the restore of a run's snapshot at its target. */
public final class RestoreActivitiesImpl implements RestoreActivities {

  private final Runs runs;
  private final InstantSource clock;
  private final Duration slice;

  /** Rehearsals of these runs, in slices of half a minute. */
  public RestoreActivitiesImpl(Runs runs) {
    this(runs, InstantSource.system(), Slice.USUAL);
  }

  RestoreActivitiesImpl(Runs runs, InstantSource clock, Duration slice) {
    this.runs = runs;
    this.clock = clock;
    this.slice = slice;
  }

  @Override
  public Progress intoScratch(RunReference reference, Position from) {
    return Attempt.at(runs, reference, (run, attempt) -> intoScratch(run, attempt, from));
  }

  private Progress intoScratch(OpenRun run, Attempt attempt, Position from) {
    Snapshot snapshot = Snapshot.open(run.folder().snapshot());
    Walk walk = Walk.over(snapshot, run.plan().snapshot().rehearsal());
    long done = walk.upTo(from);
    Slice running = new Slice(clock, slice);
    attempt.progress(done, walk.records());
    try (WritableServer target = run.target()) {
      ScratchSpace space = ScratchSpace.of(run, target);
      space.sweep();
      ScratchRestore scratch =
          new ScratchRestore(snapshot, target, space, run.plan().collections(), attempt);
      for (Portion portion : walk.from(from)) {
        if (!portion.at().equals(from) && running.over()) {
          return new Progress(Optional.of(portion.at()), done, walk.records());
        }
        Path file = receipt(run, portion);
        if (kept(file, snapshot).isEmpty()) {
          DurableFile.writeJson(file, scratch.rehearse(portion));
        }
        done += portion.records();
        attempt.progress(done, walk.records());
      }
    }
    return new Progress(Optional.empty(), done, walk.records());
  }

  @Override
  public int removeScratch(RunReference reference) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          try (WritableServer target = run.target()) {
            return ScratchSpace.of(run, target).sweep();
          }
        });
  }

  @Override
  public RestoreRehearsal sumUp(RunReference reference) {
    return Attempt.at(runs, reference, (run, attempt) -> sumUp(run));
  }

  private static RestoreRehearsal sumUp(OpenRun run) {
    Snapshot snapshot = Snapshot.open(run.folder().snapshot());
    long records = 0;
    long byTolerance = 0;
    long leftOut = 0;
    long nanos = 0;
    for (Portion portion : Walk.over(snapshot, run.plan().snapshot().rehearsal()).portions()) {
      Path file = receipt(run, portion);
      PortionReceipt receipt =
          kept(file, snapshot)
              .orElseThrow(
                  () ->
                      FailureKind.CORRUPT_DATA.failure(
                          "The rehearsal's file " + file + " is missing; start again.", null));
      records += receipt.records();
      byTolerance += receipt.byTolerance();
      leftOut += receipt.leftOut();
      nanos += receipt.nanos();
    }
    Duration recovery =
        records == 0
            ? Duration.ZERO
            : Duration.ofMillis(Math.round(nanos / 1e6 / records * snapshot.manifest().records()));
    RestoreRehearsal rehearsal =
        new RestoreRehearsal(
            records, byTolerance, leftOut, Duration.ofMillis(nanos / 1_000_000), recovery);
    DurableFile.writeJson(run.folder().rehearsal(), rehearsal);
    return rehearsal;
  }

  private static Path receipt(OpenRun run, Portion portion) {
    return run.folder().rehearsal(portion.at().collection(), portion.at().part());
  }

  private static Optional<PortionReceipt> kept(Path file, Snapshot snapshot) {
    return Files.exists(file)
        ? Optional.of(DurableFile.readJson(file, PortionReceipt.class))
            .filter(receipt -> receipt.snapshot().equals(snapshot.digest()))
        : Optional.empty();
  }
}
