package io.chromarunbook.activities.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when a test says so. */
final class ManualClock implements InstantSource {

  static final Instant START = Instant.parse("2026-11-28T21:00:00Z");

  private volatile Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }

  /** So many seconds after the start. */
  static Instant at(long seconds) {
    return START.plus(Duration.ofSeconds(seconds));
  }
}
