package io.chromarunbook.chroma;

import java.util.List;
import java.util.Optional;

/**
 * Whom a server takes us for by our credentials.
 *
 * @param tenant the one these credentials are for; empty where they are for several
 * @param databases those these credentials are for; empty where they are for all
 */
public record ServerIdentity(Optional<String> tenant, List<String> databases) {

  public ServerIdentity {
    databases = List.copyOf(databases);
  }

  /** The database these credentials are for; empty where they are for several. */
  public Optional<String> database() {
    return databases.size() == 1 ? Optional.of(databases.get(0)) : Optional.empty();
  }
}
