package io.chromarunbook.activities.validation;

import io.chromarunbook.activities.run.Pulse;
import io.chromarunbook.workflows.steps.Beat;
import java.time.Duration;
import java.time.Instant;

/** Tells whoever waits for a validation outside any run how far it is. */
final class StandalonePulse implements Pulse {

  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final StandaloneValidation.Listener listener;
  private volatile String stage = "";
  private volatile int attempt = 1;

  StandalonePulse(StandaloneValidation.Listener listener) {
    this.listener = listener;
  }

  /** What the attempts that follow are at. */
  void stage(String what, int number) {
    stage = what;
    attempt = number;
  }

  @Override
  public String step() {
    return "validate";
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public String activity() {
    return stage;
  }

  @Override
  public Instant lastReachable() {
    return Instant.now();
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void beat(Beat beat) {
    // Before the first records are done nobody knows of how many.
    if (beat.recordsTotal() > 0) {
      listener.done(stage, beat.recordsDone(), beat.recordsTotal());
    }
  }
}
