package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What comparing single parts with the target showed, for whoever mends them. */
public final class PartResults implements AutoCloseable {

  private final OpenRun run;
  private final Snapshot snapshot;
  private final Side side;
  private final ComparisonVisitor visitor;

  /** The results of a run. */
  public PartResults(
      OpenRun run, Attempt attempt, Snapshot snapshot, ChromaServer target, PartWalk walk) {
    this.run = run;
    this.snapshot = snapshot;
    this.side = new TargetSide(run, attempt, snapshot, target);
    this.visitor = new ComparisonVisitor(attempt, snapshot, walk, side);
  }

  /** Whether a part has been compared. */
  public boolean compared(int collection, int part) {
    return Files.exists(file(collection, part));
  }

  /**
   * The ids of a part that were different at the target or missing there, all of them.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where the part was not
   *     compared, or another file of it was
   */
  public Set<String> unequal(int collection, int part) {
    if (!compared(collection, part)) {
      throw Results.stale(file(collection, part), "is missing");
    }
    return new KnownDifferences(run.folder()).ids(snapshot.collection(collection), part);
  }

  /** Compares a part again, in place of what was found before. */
  public void compareAgain(int collection, int part) {
    visitor.part(collection, part);
    side.settle();
  }

  /** Lists the ids of a collection that was compared again, in place of what was listed before. */
  public void listAgain(int collection) {
    if (Files.exists(run.folder().validation(Results.ADDED, collection, 0))) {
      visitor.collection(collection);
    }
  }

  @Override
  public void close() {
    side.close();
  }

  private Path file(int collection, int part) {
    return run.folder().validation(Results.TARGET, collection, part);
  }
}
