package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.ChromaRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chooses query vectors from a stream of records: the stream is cut into as many strata as there
 * are queries, and each gives one, at a place drawn by a seed, so that a repeat asks the same.
 */
final class QueryChoice {

  private final long records;
  private final int strata;
  private final SplittableRandom random;
  private final List<float[]> chosen = new ArrayList<>();
  private long seen;
  private int stratum = -1;
  private long drawn;
  private float[] best;
  private boolean settled;

  /**
   * Starts a choice.
   *
   * @param records in the stream
   * @param queries wanted; fewer are chosen where there are fewer records
   */
  QueryChoice(long records, int queries, long seed) {
    this.records = records;
    this.strata = (int) Math.min(records, queries);
    this.random = new SplittableRandom(seed);
  }

  /** Looks at the next record; one that cannot be searched for is passed over. */
  void look(ChromaRecord record) {
    int current = stratum < 0 || seen >= start(stratum + 1) ? stratum + 1 : stratum;
    if (current != stratum) {
      settle();
      stratum = current;
      drawn = random.nextLong(start(stratum), start(stratum + 1));
    }
    if (!settled && searchable(record.embedding())) {
      best = record.embedding();
      settled = seen >= drawn;
    }
    seen++;
  }

  /** The vectors, one a stratum that had any. */
  List<float[]> queries() {
    settle();
    return List.copyOf(chosen);
  }

  private void settle() {
    if (best != null) {
      chosen.add(best);
    }
    best = null;
    settled = false;
  }

  private long start(int index) {
    return records / strata * index + records % strata * index / strata;
  }

  private static boolean searchable(float[] embedding) {
    if (embedding == null || embedding.length == 0) {
      return false;
    }
    for (float component : embedding) {
      if (!Float.isFinite(component)) {
        return false;
      }
    }
    return true;
  }
}
