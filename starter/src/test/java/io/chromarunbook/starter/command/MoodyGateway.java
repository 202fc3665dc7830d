package io.chromarunbook.starter.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Stands before a real server by TLS, and does what servers do on bad days until it is mended. */
final class MoodyGateway implements AutoCloseable {

  /** What it does with whatever comes. */
  enum Mood {
    /** It passes everything on. */
    WELL(0, ""),
    /** It asks for patience. */
    BUSY(429, "{\"error\": \"TooManyRequests\", \"message\": \"slow down\"}"),
    /** It takes the credentials no more. */
    LOCKED(401, "{\"error\": \"Unauthorized\", \"message\": \"who are you\"}"),
    /** Its disk is full, in the words of a 1.x server. */
    FULL(
        500,
        "{\"error\": \"InternalError\", \"message\": \"error returned from database: (code: 13)"
            + " database or disk is full\"}"),
    /** It fails. */
    BROKEN(502, "{\"error\": \"BadGateway\", \"message\": \"nobody behind me\"}"),
    /** It takes small requests only, each of them slowly. */
    TIGHT(413, "<html><head><title>413 Request Entity Too Large</title></head></html>"),
    /** It takes no request that has a record in it. */
    NARROW(413, "<html><head><title>413 Request Entity Too Large</title></head></html>"),
    /** It takes no record. */
    PICKY(422, "{\"error\": \"Unprocessable\", \"message\": \"not this\"}"),
    /** It answers nothing. */
    HUNG(0, "");

    private final int status;
    private final String answer;

    Mood(int status, String answer) {
      this.status = status;
      this.answer = answer;
    }
  }

  private static final int NARROW_BYTES = 1_000;
  private static final int TIGHT_BYTES = 20_000;
  private static final long SLOWLY_MILLIS = 1_500;

  private final String server;
  private final int port;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile SSLContext certificate;
  private volatile Mood mood = Mood.WELL;
  private final AtomicReference<Consumer<String>> beforeRecords = new AtomicReference<>();
  private HttpServer gateway;

  /** Stands before this server, with this certificate. */
  MoodyGateway(String server, SSLContext certificate) throws IOException {
    this.server = server;
    this.certificate = certificate;
    this.gateway = open(0);
    this.port = gateway.getAddress().getPort();
  }

  private HttpServer open(int wanted) throws IOException {
    HttpsServer opened =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    opened.setHttpsConfigurator(
        new HttpsConfigurator(certificate) {
          @Override
          public SSLContext getSSLContext() {
            return certificate;
          }
        });
    opened.createContext("/", this::handle);
    opened.setExecutor(threads);
    opened.start();
    return opened;
  }

  String url() {
    return "https://127.0.0.1:" + port;
  }

  void is(Mood now) {
    mood = now;
  }

  /** Has this happen once, before the next records are passed on to the collection with this id. */
  void beforeRecords(Consumer<String> collection) {
    beforeRecords.set(collection);
  }

  /** Shows another certificate from now on, to whoever connects anew. */
  void shows(SSLContext other) throws IOException {
    certificate = other;
    gone();
    back();
  }

  /** Accepts no connections. */
  void gone() {
    gateway.stop(0);
  }

  /** Accepts them again, where it did before. */
  void back() throws IOException {
    gateway = open(port);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Mood now = mood;
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      if (path[path.length - 1].equals("upsert")) {
        Consumer<String> first = beforeRecords.getAndSet(null);
        if (first != null) {
          first.accept(path[path.length - 2]);
        }
      }
      if (passes(now, exchange.getRequestURI().getPath(), body.length)) {
        pass(exchange, body);
      } else if (now == Mood.HUNG) {
        closed.await();
      } else {
        answer(exchange, now.status, now.answer.getBytes(StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean passes(Mood now, String path, int bytes) throws InterruptedException {
    return switch (now) {
      case WELL -> true;
      case PICKY -> !path.endsWith("/upsert");
      case NARROW -> bytes <= NARROW_BYTES;
      case TIGHT -> {
        boolean small = bytes <= TIGHT_BYTES;
        if (small && path.endsWith("/upsert")) {
          closed.await(SLOWLY_MILLIS, TimeUnit.MILLISECONDS);
        }
        yield small;
      }
      case BUSY, LOCKED, FULL, BROKEN, HUNG -> false;
    };
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
                .header("Content-Type", "application/json")
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());
    answer
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    answer(exchange, answer.statusCode(), answer.body());
  }

  private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  @Override
  public void close() {
    closed.countDown();
    gateway.stop(0);
    threads.shutdownNow();
  }
}
