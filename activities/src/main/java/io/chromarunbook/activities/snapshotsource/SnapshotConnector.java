package io.chromarunbook.activities.snapshotsource;

import io.chromarunbook.activities.run.ServerConnector;
import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaServer;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Reaches a snapshot where an address names one, and every other address as before. Its files are
 * here: nobody waits for them, and nobody watches.
 *
 * @param <S> what may be done to servers
 */
public final class SnapshotConnector<S extends ChromaServer> implements ServerConnector<S> {

  private static final String SCHEME = "snapshot";

  private final ServerConnector<S> servers;
  private final Function<SnapshotServer, S> snapshot;

  private SnapshotConnector(ServerConnector<S> servers, Function<SnapshotServer, S> snapshot) {
    this.servers = servers;
    this.snapshot = snapshot;
  }

  /** For whoever reads. */
  public static ServerConnector<ChromaServer> toRead(ServerConnector<ChromaServer> servers) {
    return new SnapshotConnector<>(servers, opened -> opened);
  }

  /** For whoever writes to servers; a snapshot refuses that. */
  public static ServerConnector<WritableServer> toWrite(ServerConnector<WritableServer> servers) {
    return new SnapshotConnector<>(servers, opened -> opened);
  }

  /**
   * Where the snapshot in a directory is reached.
   *
   * @param digest its manifest's SHA-256, which is verified whenever it is
   */
  public static ServerAddress address(Path directory, String digest) {
    try {
      return ServerAddress.at(new URI(SCHEME, null, directory.toString(), digest).toString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(directory + " is not a path", e);
    }
  }

  @Override
  public S connect(ServerAddress address, CallWatch watch) {
    URI url = address.url();
    return SCHEME.equals(url.getScheme())
        ? snapshot.apply(SnapshotServer.open(Path.of(url.getPath()), url.getFragment()))
        : servers.connect(address, watch);
  }
}
