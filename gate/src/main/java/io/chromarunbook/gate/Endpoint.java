package io.chromarunbook.gate;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where to listen.
 *
 * @param port 0 for any that is free
 */
public record Endpoint(String host, int port) {

  /**
   * Reads HOST:PORT; an IPv6 address stands in brackets.
   *
   * @throws IllegalArgumentException in a sentence, where it is something else
   */
  public static Endpoint of(String option, String text) {
    int colon = text.lastIndexOf(':');
    try {
      String host = colon < 0 ? "" : text.substring(0, colon);
      int port = Integer.parseInt(text.substring(colon + 1));
      if (!host.isEmpty() && port >= 0 && port <= 65_535) {
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        return new Endpoint(brackets ? host.substring(1, host.length() - 1) : host, port);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(option + " takes HOST:PORT, like 127.0.0.1:8080.");
  }

  /** Whether only this machine can connect to it. */
  boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The same with the port that was taken. */
  Endpoint at(int taken) {
    return new Endpoint(host, taken);
  }

  /** As an address. */
  String url(boolean encrypted) {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return (encrypted ? "https://" : "http://") + shown + ":" + port;
  }
}
