package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ServerAddress;

/** How a server is reached. */
@FunctionalInterface
public interface ServerConnector {

  /** Finds out which API the server speaks and connects; every call to it is watched. */
  ChromaServer connect(ServerAddress address, CallWatch watch);

  /** The same with nobody who watches. */
  default ChromaServer connect(ServerAddress address) {
    return connect(address, CallWatch.NOBODY);
  }
}
