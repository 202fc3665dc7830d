package io.chromarunbook.activities.run;

import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.ServerAddress;

/** How a server is reached. */
@FunctionalInterface
public interface ServerConnector {

  /** Finds out which API the server speaks and connects. */
  ChromaServer connect(ServerAddress address);
}
