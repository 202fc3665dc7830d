package io.chromarunbook.starter.terminal;

import io.chromarunbook.client.PendingWork;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When everybody who has to do with a run last gave a sign of life.
 *
 * @param worker that answers for the run; null where that is not known
 * @param temporal null where that is not known
 * @param servers by what they are in words, like "source http://old:8000", as work under way told
 *     last
 */
public record LastHeard(Instant worker, Instant temporal, Map<String, Instant> servers) {

  /** Nobody was asked. */
  public static final LastHeard NOBODY = new LastHeard(null, null, Map.of());

  public LastHeard {
    servers = Map.copyOf(servers);
  }

  /** Both answered at this moment. */
  public static LastHeard at(Instant moment) {
    return new LastHeard(moment, moment, Map.of());
  }

  /** The same with what work under way tells of its servers. */
  public LastHeard with(List<PendingWork> pending) {
    Map<String, Instant> told = new HashMap<>(servers);
    pending.stream()
        .filter(work -> work.beat() != null)
        .flatMap(work -> work.beat().contacts().entrySet().stream())
        .forEach(contact -> told.merge(contact.getKey(), contact.getValue(), LastHeard::later));
    return new LastHeard(worker, temporal, told);
  }

  /** When a server last answered, as far as anybody tells. */
  Optional<Instant> server(String side, Instant asTheRunSays) {
    Optional<Instant> told =
        servers.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(side + " "))
            .map(Map.Entry::getValue)
            .reduce(LastHeard::later);
    return asTheRunSays == null
        ? told
        : Optional.of(told.map(moment -> later(moment, asTheRunSays)).orElse(asTheRunSays));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
