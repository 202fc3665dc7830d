package io.chromarunbook.gate.figures;

import java.time.Instant;
import java.util.List;

/**
 * What was refused since the door last stopped taking writes.
 *
 * @param unknown of what is in no table
 * @param clients at most 50, the latest first
 */
public record Refused(long writes, long unknown, Instant since, List<RefusedClient> clients) {

  /** Copies what it is given. */
  public Refused {
    clients = List.copyOf(clients);
  }
}
