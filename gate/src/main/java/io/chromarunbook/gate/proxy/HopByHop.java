package io.chromarunbook.gate.proxy;

import io.vertx.core.MultiMap;
import java.util.List;

/** Headers that are about one connection only, and so end at the door. */
final class HopByHop {

  private static final List<String> NAMES =
      List.of(
          "Connection",
          "Keep-Alive",
          "Proxy-Connection",
          "Proxy-Authenticate",
          "Proxy-Authorization",
          "TE",
          "Trailer",
          "Upgrade");

  private HopByHop() {}

  /** Takes them out, and those that the Connection header names. */
  static void remove(MultiMap headers) {
    for (String named : headers.getAll("Connection")) {
      for (String name : named.split(",", -1)) {
        String wanted = name.strip();
        // Whoever names these would change how long the body is.
        if (!wanted.isEmpty()
            && !wanted.equalsIgnoreCase("Content-Length")
            && !wanted.equalsIgnoreCase("Transfer-Encoding")
            && !wanted.equalsIgnoreCase("Host")) {
          headers.remove(wanted);
        }
      }
    }
    NAMES.forEach(headers::remove);
  }
}
