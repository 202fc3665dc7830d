package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.OutageNews;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the run, and the log, of one activity's outage: when it has lasted for ten seconds, once a
 * minute while it lasts, and when it is over. The work never waits for that, and what could not be
 * told is told later.
 */
final class OutageReporter {

  private static final Logger LOG = LoggerFactory.getLogger(OutageReporter.class);

  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final int LAST_TRIES = 5;

  private final Standstills standstills;
  private final Pulse pulse;
  private final String migration;
  private final InstantSource clock;
  private final OutageLog log;
  private final Executor tellers;
  private final Set<String> logged;
  private CompletableFuture<Void> telling = CompletableFuture.completedFuture(null);
  private Optional<String> told;
  private Instant next;
  private boolean overUntold;

  /**
   * Of one attempt, which goes on where the last one stopped.
   *
   * @param tellers on which the run is told
   */
  OutageReporter(
      Standstills standstills,
      Pulse pulse,
      String migration,
      InstantSource clock,
      OutageLog log,
      Executor tellers) {
    this.standstills = standstills;
    this.pulse = pulse;
    this.migration = migration;
    this.clock = clock;
    this.log = log;
    this.tellers = tellers;
    this.logged = new HashSet<>(whats(standstills.outages()));
    this.told =
        standstills.toldAt().isPresent()
            ? standstills.noteworthy().map(Outage::what)
            : Optional.empty();
    this.next = standstills.toldAt().map(at -> at.plus(AGAIN)).orElse(Instant.MIN);
  }

  private static Set<String> whats(List<Outage> outages) {
    return outages.stream().map(Outage::what).collect(Collectors.toSet());
  }

  /** Looks whether there is something to tell; to be called every second or so. */
  synchronized void look() {
    Optional<Outage> outage = standstills.noteworthy();
    Set<String> lasting = whats(standstills.outages());
    logMoved(lasting);
    outage.ifPresent(this::log);
    if (!telling.isDone()) {
      return;
    }
    Instant now = clock.instant();
    if (outage.isPresent()) {
      if (!told.equals(outage.map(Outage::what)) || !next.isAfter(now)) {
        tell(outage.get(), now);
      }
    } else if (told.isPresent() || (overUntold && !next.isAfter(now))) {
      told = Optional.empty();
      tellOver();
    }
  }

  /** The activity has ended, well or not: nothing is waited for any longer. */
  synchronized void over() {
    logMoved(whats(standstills.outages()));
    logged.forEach(what -> log.leftAlone(migration, what));
    logged.clear();
    standstills.over();
    if (told.isPresent() || overUntold) {
      told = Optional.empty();
      telling = telling.thenRunAsync(this::tellOverForGood, tellers);
    }
  }

  private void log(Outage outage) {
    log.lasts(migration, outage);
    logged.add(outage.what());
  }

  private void logMoved(Set<String> lasting) {
    logged.stream()
        .filter(what -> !lasting.contains(what))
        .forEach(what -> log.movesAgain(migration, what));
    logged.retainAll(lasting);
  }

  private void tell(Outage outage, Instant now) {
    told = Optional.of(outage.what());
    standstills.told(now);
    next = now.plus(AGAIN);
    overUntold = false;
    OutageNews news = new OutageNews(pulse.activity(), outage);
    telling =
        CompletableFuture.runAsync(() -> passOnAndTell(news), tellers).exceptionally(this::later);
  }

  // What the run knows the next attempt is to know too, even if this process dies now.
  private void passOnAndTell(OutageNews news) {
    try {
      pulse.beat(standstills.beat());
    } catch (ActivityCompletionException e) {
      // The attempt finds out by its own beats.
    }
    pulse.tell(migration, news);
  }

  private void tellOver() {
    overUntold = false;
    OutageNews news = new OutageNews(pulse.activity(), null);
    telling =
        CompletableFuture.runAsync(() -> pulse.tell(migration, news), tellers)
            .exceptionally(
                failure -> {
                  synchronized (this) {
                    overUntold = true;
                  }
                  return later(failure);
                });
  }

  private synchronized Void later(Throwable failure) {
    LOG.debug("The run {} could not be told of an outage.", migration, failure);
    next = clock.instant().plus(AFTER_FAILURE);
    return null;
  }

  private void tellOverForGood() {
    OutageNews news = new OutageNews(pulse.activity(), null);
    for (int tries = 1; tries <= LAST_TRIES; tries++) {
      try {
        pulse.tell(migration, news);
        return;
      } catch (RuntimeException e) {
        LOG.debug("The run {} could not be told of an outage's end.", migration, e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(AFTER_FAILURE.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
