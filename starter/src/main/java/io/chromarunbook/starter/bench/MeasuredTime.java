package io.chromarunbook.starter.bench;

import java.time.Duration;
import java.time.Instant;

/** The time that counts. */
record MeasuredTime(Instant from, Instant to) {
  double seconds() {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
