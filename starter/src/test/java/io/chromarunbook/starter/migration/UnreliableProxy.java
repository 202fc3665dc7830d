package io.chromarunbook.starter.migration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a real server and does to its requests what networks and servers do. */
public final class UnreliableProxy implements AutoCloseable {

  /** What happens to a request. */
  public enum Fault {
    /** The server says that the body is too large. */
    TOO_LARGE,
    /** The server asks for a second of patience. */
    TOO_MANY_REQUESTS,
    /** The server is not there for now. */
    UNAVAILABLE,
    /** The server fails before it did anything. */
    FAILED,
    /** The server did it all and says that it failed. */
    FAILED_AFTER_ALL,
    /** The connection breaks before the server hears anything. */
    BROKEN,
    /** The server did it all and its answer is lost. */
    ANSWER_LOST,
    /** The answer ends in the middle. */
    ANSWER_CUT
  }

  private final String server;
  private final HttpServer proxy;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<Fault> writing = new ConcurrentLinkedQueue<>();
  private final Queue<Fault> reading = new ConcurrentLinkedQueue<>();
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger readsOfAnyKind = new AtomicInteger();
  private final AtomicInteger faultsMet = new AtomicInteger();
  private volatile int every;
  private volatile List<Fault> inTurn = List.of();
  private volatile String unwelcome;

  /** Stands before this server. */
  public UnreliableProxy(String server) throws IOException {
    this.server = server;
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/", this::handle);
    proxy.setExecutor(threads);
    proxy.start();
  }

  /** Where it stands. */
  public String url() {
    return "http://127.0.0.1:" + proxy.getAddress().getPort();
  }

  /** From now on every other request that writes records, or reads them, meets one of these. */
  public void misbehave(List<Fault> whenWriting, List<Fault> whenReading) {
    writing.addAll(whenWriting);
    reading.addAll(whenReading);
  }

  /** From now on every so many requests that only read, whatever they ask, one meets the next. */
  public void breakReads(int everySoMany, List<Fault> inTurn) {
    this.inTurn = inTurn;
    this.every = everySoMany;
  }

  /** How many of these were met. */
  public int faultsMet() {
    return faultsMet.get();
  }

  /** From now on a batch with this id is refused as a whole, unless the record comes alone. */
  void refuseInCompany(String id) {
    unwelcome = "\"" + id + "\"";
  }

  /** Whether every fault was met. */
  boolean exhausted() {
    return writing.isEmpty() && reading.isEmpty();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault fault = fault(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
      if (refused(exchange, body)) {
        answer(exchange, 422, "{\"error\": \"ChromaError\", \"message\": \"not in company\"}");
      } else if (fault == null) {
        pass(exchange, body, Integer.MAX_VALUE);
      } else {
        meet(fault, exchange, body);
      }
    } catch (IOException e) {
      // The client went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean refused(HttpExchange exchange, byte[] body) {
    String company = unwelcome;
    if (company == null || !exchange.getRequestURI().getPath().endsWith("/upsert")) {
      return false;
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return text.contains(company) && !text.startsWith("{\"ids\":[" + company + "]");
  }

  private Fault fault(String method, String path) {
    if (every > 0) {
      return reads(method, path) ? nextInTurn() : null;
    }
    if (path.endsWith("/upsert")) {
      return writes.incrementAndGet() % 2 == 0 ? writing.poll() : null;
    }
    if (path.endsWith("/get")) {
      return reads.incrementAndGet() % 2 == 0 ? reading.poll() : null;
    }
    return null;
  }

  private static boolean reads(String method, String path) {
    // A search that breaks may be about what is searched for, and is another story.
    return method.equals("GET") || path.endsWith("/get");
  }

  private Fault nextInTurn() {
    int number = readsOfAnyKind.incrementAndGet();
    return number % every == 2 ? inTurn.get(faultsMet.getAndIncrement() % inTurn.size()) : null;
  }

  private void meet(Fault fault, HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    switch (fault) {
      case TOO_LARGE -> answer(exchange, 413, "Payload too large");
      case TOO_MANY_REQUESTS -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        answer(exchange, 429, "Too many requests; backoff and try again");
      }
      case UNAVAILABLE -> answer(exchange, 503, "");
      case FAILED -> answer(exchange, 500, "{\"error\": \"InternalError\"}");
      case FAILED_AFTER_ALL -> {
        send(exchange, body);
        answer(exchange, 500, "{\"error\": \"InternalError\"}");
      }
      case BROKEN -> exchange.close();
      case ANSWER_LOST -> {
        send(exchange, body);
        exchange.close();
      }
      case ANSWER_CUT -> pass(exchange, body, 1);
    }
  }

  private void pass(HttpExchange exchange, byte[] body, int mostBytes)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send(exchange, body);
    byte[] content = answer.body();
    answer
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    exchange.sendResponseHeaders(answer.statusCode(), content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content, 0, Math.min(content.length, mostBytes));
  }

  private HttpResponse<byte[]> send(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
            .header("Content-Type", "application/json")
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  @Override
  public void close() {
    proxy.stop(0);
    threads.shutdownNow();
  }
}
