package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import io.chromarunbook.workflows.steps.SnapshotActivities;
import io.chromarunbook.workflows.steps.SnapshotSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts every record of the frozen source on disk, in the recovery format. */
public final class SnapshotActivitiesImpl implements SnapshotActivities {

  private final Runs runs;
  private final Stillness stillness;
  private final InstantSource clock;
  private final Duration slice;

  /** Snapshots of these runs, in slices of half a minute. */
  public SnapshotActivitiesImpl(Runs runs) {
    this(runs, InstantSource.system(), Slice.USUAL);
  }

  SnapshotActivitiesImpl(Runs runs, InstantSource clock, Duration slice) {
    this(runs, Stillness.FROZEN, clock, slice);
  }

  /**
   * Snapshots of sources that nobody froze: records that go meanwhile are left out, and whoever
   * takes one looks at the source once more.
   */
  public static SnapshotActivitiesImpl ofLiveSources(Runs runs) {
    return new SnapshotActivitiesImpl(runs, Stillness.LIVE, InstantSource.system(), Slice.USUAL);
  }

  private SnapshotActivitiesImpl(
      Runs runs, Stillness stillness, InstantSource clock, Duration slice) {
    this.runs = runs;
    this.stillness = stillness;
    this.clock = clock;
    this.slice = slice;
  }

  @Override
  public Progress exportRecords(RunReference reference, Position from) {
    return Attempt.at(runs, reference, (run, attempt) -> export(run, attempt, from));
  }

  private Progress export(OpenRun run, Attempt attempt, Position from) {
    FrozenInventory inventory = FrozenInventory.of(run);
    SnapshotLayout layout = new SnapshotLayout(run.folder().snapshot());
    unsealOther(layout, inventory);
    Slice running = new Slice(clock, slice);
    int collections = inventory.content().collections().size();
    Position at = from;
    long done = 0;
    try (ChromaServer source = run.source()) {
      while (at.collection() < collections) {
        int index = at.collection();
        attempt.writes(() -> inventory.bytesFrom(index));
        try (CollectionExport export =
            new CollectionExport(run, attempt, source, stillness, inventory, index)) {
          ExportedIds ids = export.ids();
          long through = 0;
          for (int part = at.part(); through < ids.file().records(); part++) {
            if (part > at.part() && running.over()) {
              return progress(new Position(index, part), done, inventory);
            }
            through = export.part(part, ids).recordsThrough();
            done = inventory.before(index) + through;
          }
          at = new Position(index + 1, 0);
          done = inventory.before(index) + ids.file().records();
        }
        if (running.over() && at.collection() < collections) {
          return progress(at, done, inventory);
        }
      }
    }
    return new Progress(Optional.empty(), done, inventory.content().records());
  }

  // A manifest vouches for its parts; once they are to change it must go first.
  private static void unsealOther(SnapshotLayout layout, FrozenInventory inventory) {
    if (!Snapshot.sealed(layout.directory())) {
      return;
    }
    if (!Snapshot.open(layout.directory())
        .manifest()
        .inventoryDigest()
        .equals(inventory.digest())) {
      try {
        Files.delete(layout.manifestDigest());
        Files.delete(layout.manifest());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public SnapshotSummary seal(RunReference reference) {
    return Attempt.at(runs, reference, (run, attempt) -> summary(sealed(run)));
  }

  private Snapshot sealed(OpenRun run) {
    Path directory = run.folder().snapshot();
    FrozenInventory inventory = FrozenInventory.of(run);
    if (Snapshot.sealed(directory)) {
      Snapshot there = Snapshot.open(directory);
      if (there.manifest().inventoryDigest().equals(inventory.digest())
          && there.manifest().planDigest().equals(run.reference().planDigest())) {
        return there;
      }
    }
    Instant now = clock.instant();
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            run.reference().migration(),
            now,
            now.plus(run.plan().snapshot().retention()),
            Manifest.Source.of(run.plan().source(), inventory.content().server()),
            run.reference().planDigest(),
            inventory.digest(),
            collections(run.folder(), inventory));
    removeUnlisted(directory, manifest);
    return Snapshot.seal(directory, manifest);
  }

  // An earlier freeze may have found more collections, and a killed worker leaves files half
  // written; what no manifest lists would look forged.
  private static void removeUnlisted(Path directory, Manifest manifest) {
    try {
      for (Path file : ListedFiles.unlisted(directory, manifest)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<StoredCollection> collections(RunFolder folder, FrozenInventory inventory) {
    ExportReceipts receipts = ExportReceipts.of(folder);
    List<StoredCollection> stored = new ArrayList<>();
    for (int index = 0; index < inventory.content().collections().size(); index++) {
      InventoryCollection collection = inventory.content().collections().get(index);
      int number = index;
      ExportedIds ids =
          receipts
              .ids(index, inventory.digest())
              .orElseThrow(() -> ExportReceipts.missing(receipts.layout().ids(number)));
      List<StoredFile> parts = parts(receipts, index, ids);
      StoredFile listed = LeftOut.goes(receipts.layout(), index, ids.file(), parts);
      stored.add(StoredCollection.of(index, collection, listed, parts));
    }
    return stored;
  }

  private static List<StoredFile> parts(ExportReceipts receipts, int index, ExportedIds ids) {
    List<StoredFile> parts = new ArrayList<>();
    long through = 0;
    for (int number = 0; through < ids.file().records(); number++) {
      int part = number;
      ExportedPart exported =
          receipts
              .part(index, part, ids.inventoryDigest())
              .orElseThrow(() -> ExportReceipts.missing(receipts.layout().part(index, part)));
      // Everything that a last part was to hold may be gone.
      if (exported.file().records() > 0) {
        parts.add(exported.file());
      }
      through = exported.recordsThrough();
    }
    return parts;
  }

  private static SnapshotSummary summary(Snapshot snapshot) {
    Manifest manifest = snapshot.manifest();
    return new SnapshotSummary(
        snapshot.directory().toString(),
        snapshot.digest(),
        manifest.records(),
        manifest.parts(),
        manifest.bytes(),
        manifest.retainUntil());
  }

  @Override
  public Progress verifySnapshot(RunReference reference, Position from) {
    return Attempt.at(runs, reference, (run, attempt) -> verify(run, attempt, from));
  }

  private Progress verify(OpenRun run, Attempt attempt, Position from) {
    Snapshot snapshot = Snapshot.open(run.folder().snapshot());
    Slice running = new Slice(clock, slice);
    int collections = snapshot.manifest().collections().size();
    long total = snapshot.manifest().records();
    long done = before(snapshot, from);
    try (SnapshotVerifier verifier = new SnapshotVerifier(snapshot)) {
      for (Position at = from; at.collection() < collections; at = next(snapshot, at)) {
        if (!at.equals(from) && running.over()) {
          return new Progress(Optional.of(at), done, total);
        }
        if (at.part() == 0) {
          verifier.verifyIds(at.collection());
        }
        List<StoredFile> parts = snapshot.collection(at.collection()).parts();
        if (at.part() < parts.size()) {
          verifier.verifyPart(at.collection(), at.part());
          done += parts.get(at.part()).records();
        }
        attempt.throwIfCancelled();
      }
    }
    return new Progress(Optional.empty(), done, total);
  }

  private static Position next(Snapshot snapshot, Position at) {
    return at.part() + 1 < snapshot.collection(at.collection()).parts().size()
        ? new Position(at.collection(), at.part() + 1)
        : new Position(at.collection() + 1, 0);
  }

  private static long before(Snapshot snapshot, Position at) {
    long records = 0;
    for (int index = 0; index < at.collection(); index++) {
      records += snapshot.collection(index).records();
    }
    if (at.collection() < snapshot.manifest().collections().size()) {
      records +=
          snapshot.collection(at.collection()).parts().subList(0, at.part()).stream()
              .mapToLong(StoredFile::records)
              .sum();
    }
    return records;
  }

  private static Progress progress(Position next, long done, FrozenInventory inventory) {
    return new Progress(Optional.of(next), done, inventory.content().records());
  }
}
