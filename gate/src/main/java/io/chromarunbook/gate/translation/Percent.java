package io.chromarunbook.gate.translation;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names in paths, and as they are. */
final class Percent {
  private Percent() {}

  /** As it stands in one segment of a path. */
  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What a segment of a path says; itself where it is badly encoded. */
  static String decoded(String segment) {
    return decodedValue(segment.replace("+", "%2B"));
  }

  /** What a value of a query says; itself where it is badly encoded. */
  static String decodedValue(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badlyEncoded) {
      return value;
    }
  }
}
