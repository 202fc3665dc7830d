package io.chromarunbook.gate.figures;

import java.util.function.LongSupplier;

/** What was answered in the last minute, in six tens of seconds of which the oldest is let go. */
final class LastMinute {

  private static final int PARTS = 6;
  private static final long PART_NANOS = 10_000_000_000L;

  private final LongSupplier clock;
  private final Part[] parts = new Part[PARTS];

  /**
   * @param clock nanoseconds, from any beginning
   */
  LastMinute(LongSupplier clock) {
    this.clock = clock;
  }

  synchronized void add(long nanos, boolean error) {
    long number = Math.floorDiv(clock.getAsLong(), PART_NANOS);
    int place = Math.floorMod(number, PARTS);
    if (parts[place] == null || parts[place].number != number) {
      parts[place] = new Part(number);
    }
    parts[place].requests++;
    parts[place].errors += error ? 1 : 0;
    parts[place].latencies.add(nanos);
  }

  synchronized AnsweredMinute now() {
    long number = Math.floorDiv(clock.getAsLong(), PART_NANOS);
    Latencies all = new Latencies();
    long requests = 0;
    long errors = 0;
    for (Part part : parts) {
      if (part != null && part.number > number - PARTS) {
        requests += part.requests;
        errors += part.errors;
        all.addAll(part.latencies);
      }
    }
    return new AnsweredMinute(requests, errors, all.millis(0.95));
  }

  private static final class Part {
    private final long number;
    private final Latencies latencies = new Latencies();
    private long requests;
    private long errors;

    Part(long number) {
      this.number = number;
    }
  }
}
