package io.chromarunbook.chroma;

import java.util.Map;

/** A server that collections and records are written to. */
public interface WritableServer extends RefilledServer {

  /** The same server, its calls watched by somebody else; nothing is asked for that. */
  default WritableServer watchedBy(CallWatch watch) {
    return this;
  }

  /**
   * Creates a collection that must not exist.
   *
   * @throws ChromaException of kind CONFLICT where the name is taken; REFUSED where the server
   *     built it with another distance function or other settings, after removing it again
   */
  CollectionInfo create(NewCollection collection);

  /** Replaces the collection's metadata; an empty map leaves none. */
  void replaceMetadata(CollectionInfo collection, Map<String, Object> metadata);

  /** Most records in one upsert: as many as it advertises, or as were found to be taken. */
  default int mostWritten() {
    return limits().maxBatchSize();
  }

  /** Takes note that an upsert of more records was refused for that; for all who use it. */
  default void takesNoMoreThan(int records) {}

  /**
   * Removes a whole collection.
   *
   * @throws ChromaException of kind NOT_FOUND where it is gone, even if another bears its name
   */
  void drop(CollectionInfo collection);
}
