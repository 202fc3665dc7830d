package io.chromarunbook.activities.validation;

/** The smallest few of a stream of distances. */
final class NearestDistances {

  private final double[] sorted;
  private int filled;

  NearestDistances(int most) {
    this.sorted = new double[most];
  }

  void offer(double distance) {
    if (filled == sorted.length && distance >= sorted[filled - 1]) {
      return;
    }
    int place = filled < sorted.length ? filled++ : filled - 1;
    while (place > 0 && sorted[place - 1] > distance) {
      sorted[place] = sorted[place - 1];
      place--;
    }
    sorted[place] = distance;
  }

  /** How many there are, at most as many as were asked for. */
  int number() {
    return filled;
  }

  /** The greatest of them: what is no further away belongs to the nearest. */
  double bound() {
    return filled == 0 ? Double.NEGATIVE_INFINITY : sorted[filled - 1];
  }
}
