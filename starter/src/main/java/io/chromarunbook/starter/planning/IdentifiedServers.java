package io.chromarunbook.starter.planning;

import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.ServerIdentity;
import io.chromarunbook.starter.outcome.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Reaches servers in the tenant and database that a person's credentials are for, where the server
 * says so and the person names no other.
 */
final class IdentifiedServers implements ServerConnector<ChromaServer> {

  private final String options;
  private Optional<ServerAddress> met = Optional.empty();

  /**
   * Has met nobody yet.
   *
   * @param options prefix of the options that name tenant and database
   */
  IdentifiedServers(String options) {
    this.options = options;
  }

  @Override
  public ChromaServer connect(ServerAddress address, CallWatch watch) {
    return ChromaServers.toRead(meet(address, watch), watch);
  }

  /** The address, in the tenant and database that these credentials are for. */
  ServerAddress meet(ServerAddress address, CallWatch watch) {
    ServerAddress found =
        ChromaServers.identity(address, watch)
            .map(identity -> inPlace(address, identity))
            .orElse(address);
    met = Optional.of(found);
    return found;
  }

  /** Where the last one was. */
  Optional<ServerAddress> met() {
    return met;
  }

  private ServerAddress inPlace(ServerAddress address, ServerIdentity identity) {
    String tenant =
        address.tenant().equals(ServerAddress.DEFAULT_TENANT)
            ? identity.tenant().orElse(address.tenant())
            : address.tenant();
    if (!address.database().equals(ServerAddress.DEFAULT_DATABASE)) {
      return address.in(tenant, address.database());
    }
    List<String> databases = identity.databases();
    if (databases.size() > 1 && !databases.contains(address.database())) {
      throw Failure.usage(
          "The credentials for %s are for several databases (%s); name one by %sdatabase"
              .formatted(address.url(), String.join(", ", databases), options));
    }
    return address.in(tenant, identity.database().orElse(address.database()));
  }
}
