package io.chromarunbook.chroma;

/**
 * A server that may be asked for one write, which changes nothing where the record does not exist:
 * whether it takes writes shows only in that.
 */
public interface ProbedServer extends ChromaServer {

  /** Updates one record's document where the id exists; does nothing where it does not. */
  void update(CollectionInfo collection, String id, String document);
}
