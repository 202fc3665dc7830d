package io.chromarunbook.chroma;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A server of version 1 on a bare socket, some of whose answers never end. */
public final class EndlessServer implements AutoCloseable {

  /** What it has for a question, written as fast as it is read, until nobody reads any more. */
  @FunctionalInterface
  public interface Reply {

    /** Writes head and body. */
    void to(OutputStream out) throws IOException;
  }

  private static final String DATABASE =
      "/api/v2/tenants/default_tenant/databases/default_database";

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** Answers well what is asked when connecting. */
  public EndlessServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    on("GET /api/v2/heartbeat", whole("{\"nanosecond heartbeat\":1}"));
    on("GET /api/v2/version", whole("\"1.0.0\""));
    on("GET /api/v2/pre-flight-checks", whole("{\"max_batch_size\":1000}"));
    on("GET /api/v2/tenants/default_tenant", whole("{}"));
    on("GET " + DATABASE, whole("{}"));
    threads.execute(this::accept);
  }

  /** The path of its collections. */
  public static String collections() {
    return DATABASE + "/collections";
  }

  /** Has this for a question, like "GET /api/v2/version". */
  public EndlessServer on(String question, Reply reply) {
    replies.put(question, reply);
    return this;
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** A number nobody has had. */
  public long next() {
    return numbers.incrementAndGet();
  }

  /** An answer that ends. */
  public static Reply whole(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return out -> {
      out.write(
          ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(body);
    };
  }

  /** An answer of this status that begins like this and repeats that for ever, in chunks. */
  public static Reply endless(int status, String beginning, String repeated) {
    byte[] chunk = chunk(repeated.repeat(Math.max(1, (16 << 10) / repeated.length())));
    return out -> {
      out.write(
          ("HTTP/1.1 " + status + " X\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      if (!beginning.isEmpty()) {
        out.write(chunk(beginning));
      }
      while (true) {
        out.write(chunk);
      }
    };
  }

  /** A head that never ends, of this repeated. */
  public static Reply endlessHead(String repeated) {
    return out -> {
      out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write(repeated.getBytes(StandardCharsets.US_ASCII));
      }
    };
  }

  private static byte[] chunk(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return (Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n")
        .getBytes(StandardCharsets.UTF_8);
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

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 64 << 10);
      for (String question = question(in); !question.isEmpty(); question = question(in)) {
        replies.getOrDefault(question, whole("null")).to(out);
        out.flush();
      }
    } catch (IOException e) {
      // Whoever asked has heard enough.
    }
  }

  /** Method and path; empty where nothing is asked any more. */
  private static String question(InputStream in) throws IOException {
    String first = line(in);
    long length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
    return first.isEmpty()
        ? ""
        : first.substring(0, first.lastIndexOf(' ')).replaceAll("\\?.*", "");
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
