package io.chromarunbook.starter.settings;

/** How files write keys and values. */
interface Notation {

  /**
   * Where a key's value stands.
   *
   * @throws UnfitException where that is not certain
   */
  Place find(String text, String key) throws UnfitException;

  /**
   * The whole text with another value of a key, and nothing else changed.
   *
   * @throws UnfitException where a reader would take something else for the value than is wanted
   */
  String set(String text, String key, String value) throws UnfitException;
}
