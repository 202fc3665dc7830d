package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.comparison.Chunks;
import io.chromarunbook.activities.pipeline.ReadAhead;
import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.snapshot.RecordBytes;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.steps.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Holds records of the snapshot against a side; the next ones are read meanwhile. */
public final class ComparisonVisitor implements PartWalk.Visitor {

  private static final int BATCH = 1000;
  // A server's answer has three to five times as many bytes as JSON, and several are in memory.
  private static final long BATCH_BYTES = 4L << 20;

  private final Attempt attempt;
  private final Snapshot snapshot;
  private final PartWalk walk;
  private final Side side;
  private final RecordChoice choice;

  /** Holds every record against this side, on this walk. */
  public ComparisonVisitor(Attempt attempt, Snapshot snapshot, PartWalk walk, Side side) {
    this(attempt, snapshot, walk, side, RecordChoice.ALL);
  }

  /** Those that are chosen. */
  ComparisonVisitor(
      Attempt attempt, Snapshot snapshot, PartWalk walk, Side side, RecordChoice choice) {
    this.attempt = attempt;
    this.snapshot = snapshot;
    this.walk = walk;
    this.side = side;
    this.choice = choice;
  }

  @Override
  public void part(int collection, int part) {
    Side.PartOfSide comparison = side.part(collection, part);
    long done = walk.recordsBefore(new Position(collection, part));
    try (ReadAhead<List<ChromaRecord>> batches =
        new ReadAhead<>("read-part", each -> read(collection, part, each))) {
      for (Optional<List<ChromaRecord>> batch = batches.next();
          batch.isPresent();
          batch = batches.next()) {
        compare(comparison, batch.get());
        done += batch.get().size();
        attempt.progress(done, walk.records());
      }
    }
    comparison.end();
  }

  @Override
  public void settle() {
    side.settle();
  }

  private void compare(Side.PartOfSide comparison, List<ChromaRecord> batch) {
    if (batch.size() == 1) {
      // Perhaps a record as large as a server takes, of which memory does not hold many.
      side.settle();
      comparison.compare(batch);
      side.settle();
    } else {
      comparison.compare(batch);
    }
  }

  private void read(int collection, int part, Consumer<List<ChromaRecord>> each) {
    Chunks<ChromaRecord> batches = new Chunks<>(BATCH, BATCH_BYTES, RecordBytes::of, each);
    Predicate<ChromaRecord> chosen = choice.of(collection, part);
    snapshot.forEachRecord(
        collection,
        part,
        record -> {
          if (chosen.test(record)) {
            batches.accept(record);
          }
        });
    batches.flush();
  }

  @Override
  public void collection(int collection) {
    side.collection(collection);
  }
}
