package io.chromarunbook.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** TCP ports of this machine. */
final class Ports {
  private static final int TIMEOUT_MILLIS = 2_000;

  // Linux gives out 32768 and above, see net.ipv4.ip_local_port_range.
  private static final int BELOW_GIVEN_FROM = 16_000;
  private static final int BELOW_GIVEN_TO = 32_000;
  private static final int TRIES = 50;

  private Ports() {}

  /**
   * Any that is free. A server takes it a moment later, so it is not one that the system gives to
   * whoever connects somewhere or asks for any port, and seldom one that another process has just
   * chosen too.
   */
  static int anyFree() {
    return ThreadLocalRandom.current()
        .ints(TRIES, BELOW_GIVEN_FROM, BELOW_GIVEN_TO)
        .filter(Ports::isFree)
        .findFirst()
        .orElseGet(Ports::given);
  }

  private static int given() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isFree(int port) {
    if (accepts(InetAddress.getLoopbackAddress().getHostAddress(), port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The first of these that is free, else any. */
  static int firstFree(IntStream wanted) {
    return wanted.filter(Ports::isFree).findFirst().orElseGet(Ports::anyFree);
  }

  static boolean accepts(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
