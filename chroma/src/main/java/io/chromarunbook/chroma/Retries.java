package io.chromarunbook.chroma;

/**
 * Whether one request that changes nothing, or was not carried out, is sent again after it failed.
 * Each request has its own.
 */
@FunctionalInterface
public interface Retries {

  /** Sends nothing again. */
  Retries NONE =
      failure -> {
        throw failure;
      };

  /**
   * Returns when the request is to be sent again.
   *
   * @throws ChromaException the given one, where it is not
   */
  void after(ChromaException failure);
}
