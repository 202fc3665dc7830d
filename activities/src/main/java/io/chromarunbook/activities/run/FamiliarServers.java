package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Servers that said a moment ago what they are and are not asked again: finding out takes five
 * requests, which for thousands of small collections is more than writing their records. Only for
 * work that goes on, never to find out how a server is.
 */
public final class FamiliarServers implements ServerConnector<WritableServer> {

  private static final Duration FAMILIAR = Duration.ofSeconds(30);

  private record Known(WritableServer server, Instant since) {}

  private final ServerConnector<WritableServer> connector;
  private final InstantSource clock;
  // By address, credentials included: a new password is a new acquaintance.
  private final Map<ServerAddress, Known> known = new ConcurrentHashMap<>();

  /** Knows nobody yet. */
  public FamiliarServers(ServerConnector<WritableServer> connector, InstantSource clock) {
    this.connector = connector;
    this.clock = clock;
  }

  @Override
  public WritableServer connect(ServerAddress address, CallWatch watch) {
    return known
        .compute(address, (same, before) -> stillOrAnew(same, before, watch))
        .server()
        .watchedBy(watch);
  }

  private Known stillOrAnew(ServerAddress address, Known before, CallWatch watch) {
    Instant now = clock.instant();
    return before != null && now.isBefore(before.since().plus(FAMILIAR))
        ? before
        : new Known(connector.connect(address, watch).watchedBy(CallWatch.NOBODY), now);
  }
}
