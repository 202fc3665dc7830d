package io.chromarunbook.starter.settings;

import java.util.Optional;

/**
 * Where a key's value stands in a file's text.
 *
 * @param from its first character
 * @param to the one after its last
 * @param value what a reader of the file takes it for; empty where that depends on the reader
 */
record Place(int from, int to, Optional<String> value) {

  /** The text with something else in this place, and nothing else changed. */
  String filled(String text, String with) {
    return text.substring(0, from) + with + text.substring(to);
  }
}
