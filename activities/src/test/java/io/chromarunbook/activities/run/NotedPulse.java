package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.HeartbeatDetails;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.OutageNews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes what an attempt says, and lets the next one begin where it stopped. */
final class NotedPulse implements Pulse {

  private final Instant scheduled;
  private final List<Optional<Outage>> news = new CopyOnWriteArrayList<>();
  private volatile OutageNews.End end;
  private volatile HeartbeatDetails last;
  private Optional<Duration> patience = Optional.empty();
  private final AtomicInteger deafFor = new AtomicInteger();
  private volatile Thread teller;

  NotedPulse(Instant scheduled) {
    this.scheduled = scheduled;
  }

  /** What the run was told; nothing stands for "it is over". */
  List<Optional<Outage>> news() {
    return news;
  }

  /** How the last of it was over. */
  OutageNews.End end() {
    return end;
  }

  /** Who told it. */
  Thread teller() {
    return teller;
  }

  /** The run cannot be told so many times. */
  void deafFor(int times) {
    deafFor.set(times);
  }

  @Override
  public String step() {
    return "test";
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public String activity() {
    return "activity";
  }

  @Override
  public Instant scheduled() {
    return scheduled;
  }

  @Override
  public Optional<HeartbeatDetails> lastBeat() {
    return Optional.ofNullable(last);
  }

  @Override
  public Duration patience(Duration planned) {
    return patience.orElse(planned);
  }

  /** Waits no longer than this, whatever is planned. */
  NotedPulse waitingFor(Duration limit) {
    patience = Optional.of(limit);
    return this;
  }

  @Override
  public Duration interval() {
    return Duration.ofMillis(200);
  }

  @Override
  public void beat(HeartbeatDetails beat) {
    last = beat;
  }

  @Override
  public void tell(String migration, OutageNews told) {
    teller = Thread.currentThread();
    if (deafFor.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("nobody listens");
    }
    end = told.end();
    news.add(Optional.ofNullable(told.outage()));
  }

  @Override
  public Optional<String> home(String migration) {
    return Optional.of("the-runs-home");
  }
}
