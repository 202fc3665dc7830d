package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.HeartbeatDetails;
import io.chromarunbook.workflows.steps.OutageNews;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells whoever waits for work outside any run how far it is. */
final class StandalonePulse implements Pulse {

  private static final Duration INTERVAL = Duration.ofMillis(250);

  // Whoever waits can mend a server and type the command again.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String step;
  private final StandaloneWork.Listener listener;
  private volatile String stage = "";
  private volatile int attempt = 1;
  private volatile Instant begun = Instant.now();
  private volatile HeartbeatDetails last;

  StandalonePulse(String step, StandaloneWork.Listener listener) {
    this.step = step;
    this.listener = listener;
  }

  /** What the attempts that follow are at. */
  void stage(String what, int number) {
    if (number == 1) {
      begun = Instant.now();
      last = null;
    }
    stage = what;
    attempt = number;
  }

  @Override
  public String step() {
    return step;
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
  public Instant scheduled() {
    return begun;
  }

  @Override
  public Optional<HeartbeatDetails> lastBeat() {
    return Optional.ofNullable(last);
  }

  @Override
  public Duration patience(Duration planned) {
    return planned.compareTo(PATIENCE) < 0 ? planned : PATIENCE;
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void beat(HeartbeatDetails beat) {
    last = beat;
    // Before the first records are done nobody knows of how many.
    if (beat.recordsTotal() > 0) {
      listener.done(stage, beat.recordsDone(), beat.recordsTotal());
    }
  }

  @Override
  public void tell(String migration, OutageNews news) {
    listener.waiting(Optional.ofNullable(news.outage()));
  }

  @Override
  public Optional<String> home(String migration) {
    return Optional.empty();
  }
}
