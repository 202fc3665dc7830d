package io.chromarunbook.activities.scratch;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;

/** A collection that exists to try something out; it is removed when it is closed. */
public final class ScratchCollection implements AutoCloseable {

  private final WritableServer server;
  private final CollectionInfo info;

  ScratchCollection(WritableServer server, CollectionInfo info) {
    this.server = server;
    this.info = info;
  }

  /** As the server made it. */
  public CollectionInfo info() {
    return info;
  }

  /**
   * Removes it; one that is gone is none the less.
   *
   * @throws ChromaException where the server does not remove it; a later sweep will
   */
  @Override
  public void close() {
    remove(server, info);
  }

  static void remove(WritableServer server, CollectionInfo info) {
    try {
      server.drop(info);
    } catch (ChromaException e) {
      if (e.kind() != ChromaException.Kind.NOT_FOUND) {
        throw e;
      }
    }
  }
}
