package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.chroma.DistanceFunction;

/**
 * Measures distances as Chroma does: l2 is the squared Euclidean distance, ip 1 minus the product,
 * cosine 1 minus the cosine. Several sums at a time, because one long chain of float additions
 * leaves the processor waiting.
 */
final class DistanceMeter {

  private static final int LANES = 8;

  private final DistanceFunction function;

  DistanceMeter(DistanceFunction function) {
    this.function = function;
  }

  /** The distance of two vectors of the same length. */
  double between(float[] left, float[] right) {
    return switch (function) {
      case L2 -> squared(left, right);
      case IP -> 1.0 - product(left, right);
      case COSINE -> {
        double norms = Math.sqrt((double) product(left, left) * product(right, right));
        yield norms == 0 ? 1.0 : 1.0 - product(left, right) / norms;
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
