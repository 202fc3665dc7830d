package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ServerAddress;

/**
 * How a server is reached.
 *
 * @param <S> what may be done to it
 */
@FunctionalInterface
public interface ServerConnector<S extends ChromaServer> {

  /** Finds out which API the server speaks and connects; every call to it is watched. */
  S connect(ServerAddress address, CallWatch watch);

  /** The same with nobody who watches. */
  default S connect(ServerAddress address) {
    return connect(address, CallWatch.NOBODY);
  }
}
