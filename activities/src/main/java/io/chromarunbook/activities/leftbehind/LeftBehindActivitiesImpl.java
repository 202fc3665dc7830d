package io.chromarunbook.activities.leftbehind;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.EarlierFiles;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.scratch.ScratchSpace;
import io.chromarunbook.activities.snapshot.Slice;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.validation.ComparisonVisitor;
import io.chromarunbook.activities.validation.PartWalk;
import io.chromarunbook.activities.validation.Side;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.steps.LeftBehind;
import io.chromarunbook.workflows.steps.LeftBehindActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RunReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what a rollback after the switch leaves at the target, and keeps it. */
public final class LeftBehindActivitiesImpl implements LeftBehindActivities {

  // A person who ordered the rollback waits for the answer.
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int MOST_OTHERS = 100;

  private final Runs runs;
  private final Duration slice;
  private final Duration patience;

  /** Works on runs of this home. */
  public LeftBehindActivitiesImpl(Runs runs) {
    this(runs, Slice.USUAL, PATIENCE);
  }

  LeftBehindActivitiesImpl(Runs runs, Duration slice, Duration patience) {
    this.runs = runs;
    this.slice = slice;
    this.patience = patience;
  }

  @Override
  public Progress read(RunReference reference, Position from) {
    return Attempt.at(runs, reference, patience, (run, attempt) -> read(run, attempt, from));
  }

  private Progress read(OpenRun run, Attempt attempt, Position from) {
    Snapshot snapshot = Snapshot.open(run.folder().snapshot());
    PartWalk walk = new PartWalk(snapshot.manifest(), slice);
    try (WritableServer target = run.target()) {
      LeftBehindReading reading =
          from.equals(Position.START)
              ? begin(run, snapshot, target)
              : LeftBehindReading.goingOn(run.folder(), snapshot.digest());
      NewRecords news = new NewRecords(attempt, snapshot, walk, target, run.plan().target());
      try (Side side = new TargetSinceSwitch(run, snapshot, target, news, reading)) {
        return walk.from(from, new ComparisonVisitor(attempt, snapshot, walk, side));
      }
    }
  }

  private static LeftBehindReading begin(OpenRun run, Snapshot snapshot, WritableServer target) {
    // What a dead worker's write probe left is not to be taken for somebody's.
    ScratchSpace.of(run, target).sweepWhatGoes();
    Set<String> migrated =
        snapshot.manifest().collections().stream()
            .map(StoredCollection::target)
            .collect(Collectors.toSet());
    return LeftBehindReading.begin(
        run.folder(),
        Instant.now(),
        run.reference().planDigest(),
        snapshot.digest(),
        target.collections().stream()
            .map(CollectionInfo::name)
            .filter(name -> !migrated.contains(name))
            .sorted()
            .limit(MOST_OTHERS)
            .toList());
  }

  @Override
  public LeftBehind sumUp(RunReference reference) {
    return Attempt.at(runs, reference, this::sumUp);
  }

  private LeftBehind sumUp(OpenRun run, Attempt attempt) {
    Snapshot snapshot = Snapshot.open(run.folder().snapshot());
    LeftBehindReading reading = LeftBehindReading.goingOn(run.folder(), snapshot.digest());
    Path file = run.folder().leftBehind();
    Optional<LeftBehindHeader> published =
        LeftBehindFile.header(file).filter(there -> there.reading().equals(reading.begun().id()));
    if (published.isPresent()) {
      return summary(published.get(), file);
    }
    LeftBehindHeader header = header(run, attempt, snapshot, reading);
    List<Path> bodies = bodies(snapshot, reading, header);
    // While people make up their minds the target is read again and again.
    if (EarlierReading.hasMore(file, bodies, header.records())) {
      EarlierFiles.keep(file, run.folder()::leftBehind);
    }
    LeftBehindFile.publish(file, header, bodies);
    reading.clear();
    return summary(header, file);
  }

  private static LeftBehindHeader header(
      OpenRun run, Attempt attempt, Snapshot snapshot, LeftBehindReading reading) {
    List<LeftBehindHeader.Collection> collections = new ArrayList<>();
    for (StoredCollection stored : snapshot.manifest().collections()) {
      attempt.throwIfCancelled();
      LeftBehindHeader.Standing standing = reading.standing(stored.number() - 1);
      Counted counted = Counted.in(reading.records(stored));
      if (counted.records() > 0 || standing != LeftBehindHeader.Standing.THERE) {
        collections.add(
            new LeftBehindHeader.Collection(
                stored.name(),
                stored.target(),
                standing,
                counted.added(),
                counted.changed(),
                counted.gone()));
      }
    }
    return new LeftBehindHeader(
        LeftBehindHeader.FORMAT,
        LeftBehindHeader.KIND,
        run.reference().migration(),
        run.reference().runId(),
        reading.begun().planDigest(),
        snapshot.digest(),
        reading.begun().id(),
        reading.begun().at(),
        run.plan().target().url(),
        collections.stream().mapToLong(LeftBehindHeader.Collection::added).sum(),
        collections.stream().mapToLong(LeftBehindHeader.Collection::changed).sum(),
        collections.stream().mapToLong(LeftBehindHeader.Collection::gone).sum(),
        collections,
        reading.begun().others(),
        null);
  }

  private static List<Path> bodies(
      Snapshot snapshot, LeftBehindReading reading, LeftBehindHeader header) {
    Set<String> named =
        header.collections().stream()
            .map(LeftBehindHeader.Collection::source)
            .collect(Collectors.toSet());
    return snapshot.manifest().collections().stream()
        .filter(stored -> named.contains(stored.name()))
        .flatMap(stored -> reading.records(stored).stream())
        .toList();
  }

  private static LeftBehind summary(LeftBehindHeader header, Path file) {
    return new LeftBehind(
        header.added(), header.changed(), header.gone(), file.toString(), header.readAt());
  }
}
