package io.chromarunbook.activities.monitoring;

import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.activities.snapshot.StoredCollection;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some records of one part.
 *
 * @param records as the snapshot has them, evenly spread over the part
 */
record Sample(int collection, int part, List<ChromaRecord> records) {

  private static final int PARTS = 8;
  private static final int RECORDS_A_PART = 20;
  private static final int SHOWN = 5;
  private static final int LONGEST = 60;

  Sample {
    records = List.copyOf(records);
  }

  /**
   * The samples of one probe: collections in turn, so that small ones are looked at as often as
   * large ones, and other parts and records each time. The same number gives the same samples.
   */
  static List<Sample> ofProbe(int number, Snapshot snapshot) {
    List<Integer> filled =
        IntStream.range(0, snapshot.manifest().collections().size())
            .filter(index -> snapshot.collection(index).records() > 0)
            .boxed()
            .toList();
    SplittableRandom random = new SplittableRandom(number);
    List<Sample> samples = new ArrayList<>();
    for (int turn = 0; turn < PARTS && !filled.isEmpty(); turn++) {
      int collection = filled.get((int) (((long) number * PARTS + turn) % filled.size()));
      StoredCollection stored = snapshot.collection(collection);
      samples.add(of(collection, random.nextInt(stored.parts().size()), snapshot, random));
    }
    return samples;
  }

  private static Sample of(int collection, int part, Snapshot snapshot, SplittableRandom random) {
    long records = snapshot.collection(collection).parts().get(part).records();
    long stride = Math.max(1, records / RECORDS_A_PART);
    long first = random.nextLong(stride);
    List<ChromaRecord> chosen = new ArrayList<>();
    long[] seen = {0};
    snapshot.forEachRecord(
        collection,
        part,
        record -> {
          if (seen[0]++ % stride == first && chosen.size() < RECORDS_A_PART) {
            chosen.add(record);
          }
        });
    return new Sample(collection, part, chosen);
  }

  List<String> ids() {
    return records.stream().map(ChromaRecord::id).toList();
  }

  /** The first few of these ids, as sentences show them. */
  static String some(List<String> ids) {
    return ids.stream()
            .limit(SHOWN)
            .map(id -> Printable.of(id, LONGEST))
            .collect(Collectors.joining(", "))
        + (ids.size() > SHOWN ? " and more" : "");
  }
}
