package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.snapshot.Manifest;
import io.chromarunbook.chroma.ChromaRecord;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * A share of the records of every part, and at least one: evenly spread over it, from a place that
 * another run or part has elsewhere and the same always in the same.
 */
final class SpreadShare implements RecordChoice {

  private final Manifest manifest;
  private final String run;
  private final double share;

  /**
   * Chooses for a run.
   *
   * @param share above 0 and up to 1
   */
  SpreadShare(Manifest manifest, String run, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is above 0 and up to 1, not " + share);
    }
    this.manifest = manifest;
    this.run = run;
    this.share = share;
  }

  @Override
  public Predicate<ChromaRecord> of(int collection, int part) {
    long records = manifest.collections().get(collection).parts().get(part).records();
    double phase = new SplittableRandom(Objects.hash(run, collection, part)).nextDouble();
    return new Spread(records, Math.max(1, (long) Math.ceil(records * share)), phase);
  }

  /** So many of them, the same distance apart. */
  private static final class Spread implements Predicate<ChromaRecord> {

    private final double distance;
    private final double phase;
    private long seen;
    private long taken;

    Spread(long records, long chosen, double phase) {
      this.distance = (double) records / chosen;
      this.phase = phase;
    }

    @Override
    public boolean test(ChromaRecord record) {
      if (seen++ < (long) ((taken + phase) * distance)) {
        return false;
      }
      taken++;
      return true;
    }
  }
}
