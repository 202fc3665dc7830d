package io.chromarunbook.activities.restore;

import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.workflows.plan.SnapshotPlan;
import io.chromarunbook.workflows.steps.Position;
import java.util.List;
import java.util.stream.IntStream;

/** All portions of a rehearsal, in order. */
record Walk(List<Portion> portions) {

  /** As much of a snapshot as the plan wants rehearsed. */
  static Walk over(Snapshot snapshot, SnapshotPlan.Rehearsal extent) {
    return new Walk(
        IntStream.range(0, snapshot.manifest().collections().size())
            .boxed()
            .flatMap(index -> Portion.of(index, snapshot.collection(index), extent).stream())
            .toList());
  }

  /** The portions from a position on. */
  List<Portion> from(Position position) {
    return portions.stream().dropWhile(portion -> !portion.at().equals(position)).toList();
  }

  /** Records of the portions before a position. */
  long upTo(Position position) {
    return portions.stream()
        .takeWhile(portion -> !portion.at().equals(position))
        .mapToLong(Portion::records)
        .sum();
  }

  /** Records of all portions. */
  long records() {
    return portions.stream().mapToLong(Portion::records).sum();
  }
}
