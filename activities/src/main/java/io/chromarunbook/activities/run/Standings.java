package io.chromarunbook.activities.run;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How the servers of all runs stand that this process works on. */
final class Standings {

  private record Key(String migration, String server) {}

  private final InstantSource clock;
  private final Map<Key, ServerStanding> all = new ConcurrentHashMap<>();

  Standings(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * How a server stands with a run.
   *
   * @param server in words, with its address
   */
  ServerStanding of(String migration, String server) {
    return all.computeIfAbsent(new Key(migration, server), key -> new ServerStanding(clock));
  }
}
