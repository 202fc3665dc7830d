package io.chromarunbook.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code /metrics} and {@code /healthz}, for this machine only. As with other Prometheus endpoints,
 * {@code /metrics?name[]=…} answers only the figures of these names.
 */
final class WatchEndpoint implements AutoCloseable {

  static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private static final String NAME = "name[]=";

  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * Answers from now on.
   *
   * @throws IllegalArgumentException in one sentence, where the port is taken
   */
  WatchEndpoint(int port, Function<Set<String>, String> metrics, Supplier<Health> health) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Port "
              + port
              + " of RUNBOOK_METRICS_PORT cannot be used: "
              + e.getMessage()
              + "; set it to another one, or to 0 for any that is free.",
          e);
    }
    threads =
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "watch-endpoint");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext(
        "/metrics",
        exchange -> answer(exchange, 200, PROMETHEUS_TEXT, metrics.apply(names(exchange))));
    server.createContext(
        "/healthz",
        exchange -> {
          Health now = health.get();
          answer(
              exchange,
              now.up() ? 200 : 503,
              "application/json",
              Json.MAPPER.writeValueAsString(now) + "\n");
        });
    server.start();
  }

  /** Where it listens, without a path. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static Set<String> names(HttpExchange exchange) {
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
    return Arrays.stream(query.split("&"))
        .filter(parameter -> parameter.startsWith(NAME))
        .map(parameter -> parameter.substring(NAME.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void answer(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
