package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.snapshot.StoredFile;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * Goes through all parts of a snapshot in slices of time. After its last part a collection as a
 * whole gets its turn, at the position one behind that part.
 */
public final class PartWalk {

  /** What is done on the way. */
  public interface Visitor {

    /** A part's turn. */
    void part(int collection, int part);

    /** A collection's turn, after all its parts. */
    void collection(int collection);

    /** Ends what was begun, where a turn leaves anything open; the walk may stop after this. */
    default void settle() {}
  }

  private final Manifest manifest;
  private final Duration slice;

  /**
   * Walks through a snapshot.
   *
   * @param slice how long one slice takes, apart from its last step
   */
  public PartWalk(Manifest manifest, Duration slice) {
    this.manifest = manifest;
    this.slice = slice;
  }

  /** Goes on for one slice, and at least one step. */
  public Progress from(Position start, Visitor visitor) {
    long end = System.nanoTime() + slice.toNanos();
    Position position = start;
    while (position.collection() < manifest.collections().size()) {
      position = step(position, visitor);
      if (System.nanoTime() >= end) {
        break;
      }
    }
    visitor.settle();
    boolean done = position.collection() >= manifest.collections().size();
    return new Progress(
        done ? Optional.empty() : Optional.of(position), recordsBefore(position), records());
  }

  private Position step(Position at, Visitor visitor) {
    if (at.part() < manifest.collections().get(at.collection()).parts().size()) {
      visitor.part(at.collection(), at.part());
      return new Position(at.collection(), at.part() + 1);
    }
    visitor.collection(at.collection());
    return new Position(at.collection() + 1, 0);
  }

  /** Records of all collections. */
  public long records() {
    return manifest.records();
  }

  /** Records of everything before a position. */
  public long recordsBefore(Position position) {
    long before =
        manifest.collections().stream()
            .limit(position.collection())
            .mapToLong(StoredCollection::records)
            .sum();
    if (position.collection() >= manifest.collections().size()) {
      return before;
    }
    return before
        + manifest.collections().get(position.collection()).parts().stream()
            .limit(position.part())
            .mapToLong(StoredFile::records)
            .sum();
  }
}
