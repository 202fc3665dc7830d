package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.PageSizes;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.workflows.steps.Outage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Reaches servers for a command that a person waits for: what is not answered for ten seconds is
 * said, and after a while it is left.
 *
 * @param <S> what may be done to them
 */
public final class PatientConnector<S extends ChromaServer> implements ServerConnector<S> {

  private static final Duration LONGEST_NAP = Duration.ofMillis(500);

  private final ServerConnector<S> connector;
  private final Consumer<String> say;
  private final Standstills standstills;
  private final Pausing waiting = new Napping();
  private final OutageWords words = new OutageWords();
  private Optional<String> said = Optional.empty();
  private final Map<URI, PageSizes> pageSizes = new ConcurrentHashMap<>();
  private ScheduledFuture<?> looking;

  /**
   * Reaches servers like this.
   *
   * @param patience how long a server may give no sign of life
   * @param say tells the person a line; called on another thread
   */
  public PatientConnector(ServerConnector<S> connector, Duration patience, Consumer<String> say) {
    this(connector, patience, say, InstantSource.system());
  }

  private PatientConnector(
      ServerConnector<S> connector, Duration patience, Consumer<String> say, InstantSource clock) {
    this.connector = connector;
    this.say = say;
    Standings standings = new Standings(clock);
    this.standstills =
        new Standstills(clock, Optional.empty(), Instant.EPOCH, server -> standings.of("", server));
    standstills.patience(patience);
  }

  @Override
  public S connect(ServerAddress address, CallWatch unused) {
    String server = "server " + address.url();
    CallWatch watch = standstills.watch(server, "");
    return connector.connect(
        address,
        new PatientWatch(
            (call, breakOff) -> {
              CallWatch.Ongoing ongoing = watch.begin(call, breakOff);
              // After that: a look at nothing under way ends the looking.
              look();
              return ongoing;
            },
            () -> standstills.heard(server),
            waiting,
            pageSizes.computeIfAbsent(address.url(), url -> new PageSizes())));
  }

  private final class Napping implements Pausing {

    @Override
    public void rest(Duration duration) {
      long end = System.nanoTime() + duration.toNanos();
      for (long left = end - System.nanoTime();
          left > 0 && !givesUp() && !Thread.currentThread().isInterrupted();
          left = end - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(left, LONGEST_NAP.toNanos()));
      }
    }

    @Override
    public boolean givesUp() {
      return standstills.beyondPatience().isPresent() || Thread.currentThread().isInterrupted();
    }
  }

  private synchronized void look() {
    if (looking == null) {
      looking = Lookout.everySecond(this::lookOnce);
    }
  }

  private synchronized void lookOnce() {
    if (standstills.restful()) {
      looking.cancel(false);
      looking = null;
    }
    standstills.breakOffHopeless();
    Optional<Outage> outage = standstills.noteworthy();
    Optional<String> now = outage.map(Outage::what);
    if (now.isPresent() && !said.equals(now)) {
      say.accept("Waiting: " + words.of(outage.get()) + ".");
    } else if (now.isEmpty() && said.isPresent()) {
      say.accept("The " + said.get() + " answers again.");
    }
    said = now;
  }
}
