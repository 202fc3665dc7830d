package io.chromarunbook.chroma;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that says what a test wants said, however wrong. */
public final class ScriptedChroma implements AutoCloseable {

  static {
    // Otherwise each answer waits 40 ms for the acknowledgement of its own head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Writes one answer. */
  public interface Reply {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Answers the questions asked when connecting as a healthy server of this version does. */
  public static ScriptedChroma ofVersion(String version) {
    ScriptedChroma chroma = new ScriptedChroma();
    List<String> roots =
        version.startsWith("0.4.") ? List.of("/api/v1") : List.of("/api/v1", "/api/v2");
    for (String root : roots) {
      chroma.on("GET", root + "/heartbeat", json("{\"nanosecond heartbeat\":1}"));
      chroma.on("GET", root + "/version", json("\"" + version + "\""));
      chroma.on("GET", root + "/pre-flight-checks", json("{\"max_batch_size\":100}"));
      chroma.on("GET", root + "/tenants/default_tenant", json("{}"));
    }
    chroma.on("GET", "/api/v1/databases/default_database", json("{}"));
    chroma.on("GET", "/api/v2/tenants/default_tenant/databases/default_database", json("{}"));
    return chroma;
  }

  /** A server that answers 404 to everything. */
  static ScriptedChroma silent() {
    return new ScriptedChroma();
  }

  private ScriptedChroma() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String key = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    requests.add(key + " " + body);
    Deque<Reply> scripted = replies.get(key);
    if (scripted == null) {
      status(404, "").answer(exchange);
      return;
    }
    Reply reply;
    synchronized (scripted) {
      reply = scripted.size() > 1 ? scripted.poll() : scripted.peek();
    }
    reply.answer(exchange);
  }

  /** Gives these answers in turn, the last one for ever. */
  public void on(String method, String path, Reply... answers) {
    replies.put(method + " " + path, new ArrayDeque<>(List.of(answers)));
  }

  /** Method, path and body of each request so far. */
  public List<String> requests() {
    return new ArrayList<>(requests);
  }

  public ServerAddress address() {
    return ServerAddress.at(url());
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Says this with a 200. */
  public static Reply json(String body) {
    return status(200, body);
  }

  /** Says this with that status and these headers. */
  public static Reply status(int status, String body, String... header) {
    return exchange -> {
      for (int i = 0; i < header.length; i += 2) {
        exchange.getResponseHeaders().set(header[i], header[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  /** Promises more than it sends, then hangs up. */
  static Reply cutShort(String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length + 100);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** Sends something, then neither goes on nor hangs up. */
  static Reply stalled(String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length + 100);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
    };
  }

  /** Hangs up without an answer. */
  static Reply hangUp() {
    return HttpExchange::close;
  }

  @Override
  public void close() {
    // Stopping waits for a while even when asked not to; no test depends on its end.
    new Thread(() -> server.stop(0)).start();
    threads.shutdownNow();
  }
}
