package io.chromarunbook.starter.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a real server and answers in its place, the truth unless it is told otherwise. */
public final class AlteringProxy implements AutoCloseable {

  /** What a client asks; the body is empty where it sends none. */
  record Asked(String method, URI path, String body) {

    /** Whether it is this operation on a collection: get, query, upsert. */
    boolean is(String operation) {
      return path.getPath().endsWith("/" + operation);
    }

    /** Whether it would change anything at the server. */
    boolean changes() {
      return !method.equals("GET") && !is("get") && !is("query");
    }

    JsonNode json() {
      return tree(body);
    }

    /** The same request with other content. */
    Asked asking(JsonNode content) {
      return new Asked(method, path, content.toString());
    }
  }

  /** What a server says. */
  record Said(int status, String body) {

    JsonNode json() {
      return tree(body);
    }

    /** The same answer with other content. */
    Said saying(JsonNode content) {
      return new Said(status, content.toString());
    }
  }

  /** The real server. */
  interface Server {
    Said answer(Asked request);
  }

  /** How requests are answered. */
  interface Behaviour {
    Said answer(Asked request, Server server);
  }

  private static final Behaviour TRUTHFUL = (request, server) -> server.answer(request);

  private final String server;
  private final HttpServer proxy;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile Behaviour behaviour = TRUTHFUL;

  /** Before the server with this address. */
  public AlteringProxy(String server) {
    this.server = server;
    try {
      proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    proxy.createContext("/", this::handle);
    proxy.setExecutor(threads);
    proxy.start();
  }

  /** Where it is reached. */
  public String url() {
    return "http://127.0.0.1:" + proxy.getAddress().getPort();
  }

  /** From now on it answers like this. */
  void behave(Behaviour otherwise) {
    behaviour = otherwise;
  }

  /** From now on it says what the server says. */
  void tellTheTruth() {
    behaviour = TRUTHFUL;
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Said answer = behaviour.answer(request, this::forward);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
    } catch (IOException e) {
      // The client went away.
    }
  }

  private Said forward(Asked request) {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(server + request.path()))
                  .header("Content-Type", "application/json")
                  .method(request.method(), BodyPublishers.ofString(request.body()))
                  .build(),
              BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Said(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode tree(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    proxy.stop(0);
    threads.shutdownNow();
  }
}
