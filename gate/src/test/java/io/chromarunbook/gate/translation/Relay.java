package io.chromarunbook.gate.translation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The smallest door there can be: to the source as it is, and after the switch by translation. */
final class Relay implements AutoCloseable {
  private static final int PIECE = 100;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile URI upstream;
  private volatile Optional<Translation> translation = Optional.empty();

  Relay(String source) {
    upstream = URI.create(source);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void switchTo(String target, Translation with) {
    translation = Optional.of(with);
    upstream = URI.create(target);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Answer answer;
    try {
      answer =
          translation.isPresent()
              ? translated(translation.get(), exchange, body)
              : asItIs(exchange, body);
    } catch (RuntimeException e) {
      answer = new Answer(502, e.toString().getBytes(StandardCharsets.UTF_8));
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer.body());
    }
  }

  private Answer asItIs(HttpExchange exchange, byte[] body) throws IOException {
    URI asked = exchange.getRequestURI();
    return send(
        new TargetCall(
            exchange.getRequestMethod(),
            asked.getRawPath(),
            Optional.ofNullable(asked.getRawQuery()).orElse(""),
            body));
  }

  /** Translation is shown only those bodies that it says it has to see. */
  private Answer translated(Translation by, HttpExchange exchange, byte[] body) throws IOException {
    URI asked = exchange.getRequestURI();
    String agent = exchange.getRequestHeaders().getFirst("User-Agent");
    ClientCall unread = call(exchange, asked, agent, new byte[0]);
    Treatment treatment = by.treatment(unread);
    boolean streamed = treatment.request() == BodyTreatment.STREAMED;
    ClientCall call = streamed ? unread : call(exchange, asked, agent, body);
    TargetCall target = by.request(call);
    Answer answer =
        send(
            new TargetCall(
                target.method(), target.path(), target.query(), streamed ? body : target.body()));
    if (answer.status() >= 400 || treatment.answer() == BodyTreatment.HELD) {
      return by.answer(call, answer.status(), answer.body());
    }
    return treatment.answer() == BodyTreatment.STREAMED
        ? answer
        : new Answer(answer.status(), withItsEnd(by, call, answer.body()));
  }

  private static ClientCall call(HttpExchange exchange, URI asked, String agent, byte[] body) {
    return new ClientCall(
        exchange.getRequestMethod(), asked.getRawPath(), asked.getRawQuery(), agent, body);
  }

  /** In small pieces, as they come over a network. */
  private static byte[] withItsEnd(Translation by, ClientCall call, byte[] body) {
    RewrittenEnd end = new RewrittenEnd(by, call);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int at = 0; at < body.length; at += PIECE) {
      whole.writeBytes(end.next(Arrays.copyOfRange(body, at, Math.min(body.length, at + PIECE))));
    }
    whole.writeBytes(end.last());
    return whole.toByteArray();
  }

  private Answer send(TargetCall call) throws IOException {
    String query = call.query().isEmpty() ? "" : "?" + call.query();
    try {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(upstream.resolve(call.path() + query))
                  .header("Content-Type", "application/json")
                  .method(call.method(), BodyPublishers.ofByteArray(call.body()))
                  .build(),
              BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
