package io.chromarunbook.chroma;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A path and query below a server's address, percent-encoded. */
record Route(String path, String query) {

  /** The route of a fixed path like "/api/v2/version". */
  static Route of(String path) {
    return new Route(path, "");
  }

  /** One segment further down. */
  Route then(String segment) {
    return new Route(path + "/" + encoded(segment), query);
  }

  /** With one more query parameter. */
  Route with(String name, String value) {
    String parameter = encoded(name) + "=" + encoded(value);
    return new Route(path, query.isEmpty() ? parameter : query + "&" + parameter);
  }

  /** With one more query parameter. */
  Route with(String name, long value) {
    return with(name, Long.toString(value));
  }

  private static String encoded(String text) {
    // URLEncoder is made for forms, where a space is a plus.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return query.isEmpty() ? path : path + "?" + query;
  }
}
