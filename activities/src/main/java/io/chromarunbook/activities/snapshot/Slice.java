package io.chromarunbook.activities.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A stretch of work one activity takes on before it lets the workflow look up. */
public final class Slice {

  /** Long enough to be worth a start, short enough for a pause to be felt. */
  public static final Duration USUAL = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Instant end;

  /** A slice that begins now. */
  public Slice(InstantSource clock, Duration length) {
    this.clock = clock;
    this.end = clock.instant().plus(length);
  }

  /** Whether it is time to stop. */
  public boolean over() {
    return !clock.instant().isBefore(end);
  }
}
