package io.chromarunbook.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A worker that only lives and listens where its metrics should be. */
final class Sleeper {
  private Sleeper() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(System.getenv("RUNBOOK_METRICS_PORT"));
    try (ServerSocket metrics = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      while (!metrics.isClosed()) {
        metrics.accept().close();
      }
    }
  }
}
