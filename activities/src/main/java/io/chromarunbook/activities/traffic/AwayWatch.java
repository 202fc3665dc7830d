package io.chromarunbook.activities.traffic;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServer;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks a server again and again, from a thread of its own, so that it is seen to be away however
 * short that is. Away is a server to which nobody can connect; one that only is slow is there.
 */
final class AwayWatch implements AutoCloseable {

  // A current server is back a quarter of a second after it went.
  private static final long EVERY_MILLIS = 25;
  private static final long SECONDS_TO_END = 5;

  /**
   * When it was away.
   *
   * @param until when it answered again; null where it has not yet
   */
  record Away(Instant from, Instant until) {}

  private final Supplier<ChromaServer> connection;
  private final ScheduledExecutorService thread;
  private ChromaServer server;
  private volatile Away away;

  /** Begins to ask. */
  AwayWatch(Supplier<ChromaServer> connection) {
    this.connection = connection;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "watch-target");
              made.setDaemon(true);
              return made;
            });
    var ignored = thread.scheduleWithFixedDelay(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** When it was away first, and when it was back for the last time. */
  Optional<Away> away() {
    return Optional.ofNullable(away);
  }

  private void ask() {
    try {
      if (server == null) {
        server = connection.get();
      } else {
        server.clock().ifPresent(ignored -> {});
      }
      answered();
    } catch (ChromaException e) {
      if (e.kind() != ChromaException.Kind.UNREACHABLE) {
        answered();
      } else if (nobodyThere(e.getCause())) {
        away = new Away(away == null ? Instant.now() : away.from(), null);
      }
    }
  }

  private static boolean nobodyThere(Throwable why) {
    return why instanceof ConnectException || why instanceof NoRouteToHostException;
  }

  private void answered() {
    if (away != null && away.until() == null) {
      away = new Away(away.from(), Instant.now());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      // The connection is this thread's own.
      if (thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS) && server != null) {
        server.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
