package io.chromarunbook.starter.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that says well who it is, and whose every other answer is white space without end. */
public final class EndlessTarget implements AutoCloseable {

  private static final Map<String, String> WELL =
      Map.of(
          "/api/v2/heartbeat", "{\"nanosecond heartbeat\":1}",
          "/api/v2/version", "\"1.0.0\"",
          "/api/v2/pre-flight-checks", "{\"max_batch_size\":1000}",
          "/api/v2/tenants/default_tenant", "{}",
          "/api/v2/tenants/default_tenant/databases/default_database", "{}");

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Answers from now on. */
  public EndlessTarget() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = connection.getOutputStream();
      for (String first = in.readLine(); first != null; first = in.readLine()) {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
          line = in.readLine();
        }
        String body = WELL.get(first.split("[ ?]", -1)[1]);
        if (body == null) {
          endless(out);
        }
        out.write(
            ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      // Whoever asked has heard enough.
    }
  }

  private static void endless(OutputStream out) throws IOException {
    byte[] blanks = ("4000\r\n" + " ".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.UTF_8);
    out.write(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    while (true) {
      out.write(blanks);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
