package io.chromarunbook.activities.snapshot;

import io.chromarunbook.workflows.steps.FailureKind;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * In which part of a snapshot's collection a record lies, by its id: eight bytes an id, and not the
 * ids. Where two ids look alike, both parts are named.
 */
public final class IdPlaces {

  /** Of which collection of which snapshot. */
  private record Known(String snapshot, int collection, IdPlaces places) {}

  // Work on one collection opens its snapshot again and again, each time for half a minute.
  private static volatile SoftReference<Known> last = new SoftReference<>(null);

  // The upper bits are the id's hash, the lower ones its part.
  private final long[] sorted;
  private final long partBits;

  private IdPlaces(long[] sorted, long partBits) {
    this.sorted = sorted;
    this.partBits = partBits;
  }

  /**
   * Reads the file of a collection's ids.
   *
   * @throws io.temporal.failure.ApplicationFailure of kind CORRUPT_DATA where it is not what was
   *     written
   */
  public static IdPlaces of(Snapshot snapshot, int collection) {
    Known known = last.get();
    if (known == null
        || known.collection() != collection
        || !known.snapshot().equals(snapshot.digest())) {
      known = new Known(snapshot.digest(), collection, read(snapshot, collection));
      last = new SoftReference<>(known);
    }
    return known.places();
  }

  private static IdPlaces read(Snapshot snapshot, int collection) {
    StoredCollection stored = snapshot.collection(collection);
    long partBits = Math.max(1, Long.highestOneBit(stored.parts().size()) * 2 - 1);
    long[] places = new long[Math.toIntExact(stored.records())];
    // The ids are in the order of the records in the parts.
    int[] at = {0, 0};
    long[] through = {stored.parts().isEmpty() ? 0 : stored.parts().get(0).records()};
    snapshot.forEachId(
        collection,
        id -> {
          if (at[0] == places.length) {
            throw uneven(snapshot, collection);
          }
          while (at[0] == through[0]) {
            at[1]++;
            through[0] += stored.parts().get(at[1]).records();
          }
          places[at[0]++] = (RepeatedIds.hash(id) & ~partBits) | at[1];
        });
    if (at[0] < places.length) {
      throw uneven(snapshot, collection);
    }
    Arrays.sort(places);
    return new IdPlaces(places, partBits);
  }

  private static RuntimeException uneven(Snapshot snapshot, int collection) {
    return FailureKind.CORRUPT_DATA.failure(
        "The snapshot file "
            + snapshot.ids(collection)
            + " does not list as many ids as the parts hold records; put back the file that was"
            + " written, or take the snapshot again.",
        null);
  }

  /** The parts, counted from 0, in which the record can be; none where there is no such record. */
  public List<Integer> partsOf(String id) {
    long hash = RepeatedIds.hash(id) & ~partBits;
    int found = Arrays.binarySearch(sorted, hash);
    int at = found < 0 ? -found - 1 : found;
    // Equal values may stand before the one that was found.
    while (at > 0 && (sorted[at - 1] & ~partBits) == hash) {
      at--;
    }
    List<Integer> parts = new ArrayList<>(1);
    for (; at < sorted.length && (sorted[at] & ~partBits) == hash; at++) {
      int part = (int) (sorted[at] & partBits);
      if (!parts.contains(part)) {
        parts.add(part);
      }
    }
    return parts;
  }
}
