package io.chromarunbook.activities.validation;

import io.chromarunbook.chroma.ChromaRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Chooses records to ask for from a stream: the stream is cut into as many strata as there are
 * queries, and each gives one, at a place drawn by a seed, so that a repeat asks the same. One
 * query in five is asked a second time with its vector moved a little, because users rarely search
 * for a vector a record has.
 */
final class QueryChoice {

  private final long records;
  private final int strata;
  private final SplittableRandom random;
  private static final int PERTURBED_EVERY = 5;
  // A tenth of its length: near enough to have the same kind of neighbours, too far to be a record.
  private static final double PERTURBATION = 0.1;
  private static final int MOST_TEXT = 10_000;
  private static final int MOST_VALUE = 200;

  private final List<ChromaRecord> chosen = new ArrayList<>();
  private long seen;
  private int stratum = -1;
  private long drawn;
  private ChromaRecord best;
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
      best = record;
      settled = seen >= drawn;
    }
    seen++;
  }

  /**
   * The records, one a stratum that had any with a vector; only the beginning of a long document,
   * and no long values of metadata.
   */
  List<ChromaRecord> records() {
    settle();
    return List.copyOf(chosen);
  }

  /** What is asked. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (ChromaRecord record : records()) {
      queries.add(new Query(record.id(), Query.Kind.SAMPLED, record.embedding()));
    }
    for (int index = 0; index < chosen.size(); index += PERTURBED_EVERY) {
      ChromaRecord record = chosen.get(index);
      queries.add(
          new Query(record.id(), Query.Kind.PERTURBED, perturbed(record.embedding(), record.id())));
    }
    return queries;
  }

  private static float[] perturbed(float[] vector, String id) {
    Random noise = new Random(id.hashCode());
    double[] direction = new double[vector.length];
    double length = 0;
    double norm = 0;
    for (int index = 0; index < vector.length; index++) {
      direction[index] = noise.nextGaussian();
      length += direction[index] * direction[index];
      norm += (double) vector[index] * vector[index];
    }
    double scale = PERTURBATION * Math.sqrt(norm / length);
    float[] moved = vector.clone();
    for (int index = 0; index < moved.length; index++) {
      moved[index] += (float) (direction[index] * scale);
    }
    return moved;
  }

  private void settle() {
    if (best != null) {
      chosen.add(excerpt(best));
    }
    best = null;
    settled = false;
  }

  /** Enough to ask with: a hundred documents of any size would not fit into memory. */
  private static ChromaRecord excerpt(ChromaRecord record) {
    String document = record.document();
    Map<String, Object> metadata = new LinkedHashMap<>(record.metadata());
    metadata
        .values()
        .removeIf(value -> !(value instanceof Number || value instanceof Boolean || brief(value)));
    return new ChromaRecord(
        record.id(),
        document == null ? null : document.substring(0, Math.min(document.length(), MOST_TEXT)),
        record.uri(),
        metadata,
        record.embedding());
  }

  private static boolean brief(Object value) {
    return value instanceof String text && text.length() <= MOST_VALUE;
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
