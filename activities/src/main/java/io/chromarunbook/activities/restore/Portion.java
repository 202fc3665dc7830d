package io.chromarunbook.activities.restore;

import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.activities.snapshot.StoredFile;
import io.chromarunbook.workflows.plan.SnapshotPlan;
import io.chromarunbook.workflows.steps.Position;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is rehearsed with one scratch collection: of a sample all of a collection, else one part.
 *
 * @param at where it is in the snapshot
 * @param strata the parts it takes records from
 */
record Portion(Position at, List<Stratum> strata) {

  private static final int STRATA = 20;

  /**
   * Some records of one part, spread evenly over it.
   *
   * @param records how many
   * @param of how many the part has
   */
  record Stratum(int part, long records, long of) {

    /** Whether the record of this number in the part, from 0, is one of them. */
    boolean takes(long number) {
      return number == 0 || number * records / of > (number - 1) * records / of;
    }
  }

  /** The portions of one collection, by how much the plan wants rehearsed. */
  static List<Portion> of(int index, StoredCollection collection, SnapshotPlan.Rehearsal extent) {
    return switch (extent) {
      case SAMPLE -> List.of(new Portion(new Position(index, 0), sample(collection)));
      // Even a collection without records has settings that must be restorable.
      case FULL ->
          IntStream.range(0, Math.max(1, collection.parts().size()))
              .mapToObj(part -> new Portion(new Position(index, part), whole(collection, part)))
              .toList();
      case NONE -> List.of();
    };
  }

  private static List<Stratum> sample(StoredCollection collection) {
    int parts = collection.parts().size();
    int chosen = Math.min(parts, STRATA);
    return IntStream.range(0, chosen)
        .map(number -> (int) ((long) number * parts / chosen))
        .mapToObj(
            part -> {
              long records = collection.parts().get(part).records();
              return new Stratum(
                  part, Math.min(records, SnapshotPlan.Rehearsal.SAMPLE_SIZE / chosen), records);
            })
        .toList();
  }

  private static List<Stratum> whole(StoredCollection collection, int part) {
    if (collection.parts().isEmpty()) {
      return List.of();
    }
    StoredFile file = collection.parts().get(part);
    return List.of(new Stratum(part, file.records(), file.records()));
  }

  /** Records it takes. */
  long records() {
    return strata.stream().mapToLong(Stratum::records).sum();
  }
}
