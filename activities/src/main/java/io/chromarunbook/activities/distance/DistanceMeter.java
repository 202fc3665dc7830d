package io.chromarunbook.activities.distance;

import io.chromarunbook.chroma.DistanceFunction;

/**
 * Measures distances as Chroma does: l2 is the squared Euclidean distance, ip 1 minus the product,
 * cosine 1 minus the cosine. Several sums at a time, because one long chain of float additions
 * leaves the processor waiting.
 */
public final class DistanceMeter {

  private static final int LANES = 8;

  private final DistanceFunction function;

  /** Measures by this function. */
  public DistanceMeter(DistanceFunction function) {
    this.function = function;
  }

  /** A vector, with what measuring it against many others needs only once. */
  public static final class Measured {
    private final float[] vector;
    private final double norm;

    private Measured(float[] vector, double norm) {
      this.vector = vector;
      this.norm = norm;
    }

    /** Whether the two have a distance at all. */
    public boolean comparable(Measured other) {
      return vector.length == other.vector.length;
    }
  }

  /** Prepares a vector; it is not copied, and nobody may change it. */
  public Measured measured(float[] vector) {
    return new Measured(
        vector, function == DistanceFunction.COSINE ? Math.sqrt(product(vector, vector)) : 0);
  }

  /** The distance of two vectors of the same length. */
  public double between(float[] left, float[] right) {
    return between(measured(left), measured(right));
  }

  /** The distance of two vectors of the same length. */
  public double between(Measured left, Measured right) {
    return switch (function) {
      case L2 -> squared(left.vector, right.vector);
      case IP -> 1.0 - product(left.vector, right.vector);
      case COSINE -> {
        double norms = left.norm * right.norm;
        yield norms == 0 ? 1.0 : 1.0 - product(left.vector, right.vector) / norms;
      }
    };
  }

  private static float product(float[] left, float[] right) {
    float[] sums = new float[LANES];
    int whole = left.length - left.length % LANES;
    for (int index = 0; index < whole; index += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += left[index + lane] * right[index + lane];
      }
    }
    float rest = 0;
    for (int index = whole; index < left.length; index++) {
      rest += left[index] * right[index];
    }
    return sum(sums) + rest;
  }

  private static float squared(float[] left, float[] right) {
    float[] sums = new float[LANES];
    int whole = left.length - left.length % LANES;
    for (int index = 0; index < whole; index += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        float difference = left[index + lane] - right[index + lane];
        sums[lane] += difference * difference;
      }
    }
    float rest = 0;
    for (int index = whole; index < left.length; index++) {
      float difference = left[index] - right[index];
      rest += difference * difference;
    }
    return sum(sums) + rest;
  }

  private static float sum(float[] sums) {
    float total = 0;
    for (float each : sums) {
      total += each;
    }
    return total;
  }
}
