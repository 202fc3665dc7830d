package io.chromarunbook.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;

/** Asks a server whether it is there. */
final class Http {
  private static final int TIMEOUT_MILLIS = 2_000;

  private Http() {}

  /**
   * Whether a GET is answered with a status below 300; a proxy is not asked, the server is meant.
   */
  static boolean answers(String url) {
    return status(url) / 100 == 2;
  }

  /** The status of a GET, 0 when there is no answer. */
  static int status(String url) {
    HttpURLConnection connection = null;
    try {
      URL address = URI.create(url).toURL();
      connection = (HttpURLConnection) address.openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      return connection.getResponseCode();
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }
}
