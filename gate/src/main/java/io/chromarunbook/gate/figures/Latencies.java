package io.chromarunbook.gate.figures;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long answers took, by shares: right to a tenth of a millisecond's worth of each value. */
final class Latencies {

  /** Each is an eighth of a doubling, 9 %, longer than the one before; from 10 µs to 5 h. */
  private static final int BUCKETS = 8 * 31;

  private static final double SHORTEST_NANOS = 10_000;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  void add(long nanos) {
    double doublings = Math.log(Math.max(nanos / SHORTEST_NANOS, 1)) / Math.log(2);
    counts.incrementAndGet(Math.min(BUCKETS - 1, (int) (doublings * 8)));
  }

  void addAll(Latencies others) {
    for (int each = 0; each < BUCKETS; each++) {
      counts.addAndGet(each, others.counts.get(each));
    }
  }

  /** The milliseconds that this share of answers took at most; null before the first. */
  Double millis(double share) {
    long all = 0;
    for (int each = 0; each < BUCKETS; each++) {
      all += counts.get(each);
    }
    long wanted = Math.max(1, (long) Math.ceil(all * share));
    long seen = 0;
    for (int each = 0; each < BUCKETS; each++) {
      seen += counts.get(each);
      if (all > 0 && seen >= wanted) {
        double nanos = SHORTEST_NANOS * Math.pow(2, (each + 0.5) / 8);
        return Math.round(nanos / 10_000) / 100.0;
      }
    }
    return null;
  }
}
