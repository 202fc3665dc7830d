package io.chromarunbook.starter.tls;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Stands before a real server as a company's gateway does: by TLS, below a path, for those alone
 * who show a certificate and have the token; and it says which database the token is for.
 */
public final class TlsGateway implements AutoCloseable {

  /** Where the token goes. */
  public static final String HEADER = "X-Chroma-Token";

  private static final String PATH = "/chroma";

  private final String server;
  private final String token;
  private final String database;
  private final HttpsServer gateway;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Stands before this server, for those who have this token for this database of it. */
  public TlsGateway(String server, SSLContext tls, String token, String database)
      throws IOException {
    this.server = server;
    this.token = token;
    this.database = database;
    gateway = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters strict = tls.getDefaultSSLParameters();
            strict.setNeedClientAuth(true);
            parameters.setSSLParameters(strict);
          }
        });
    gateway.createContext(PATH + "/", this::handle);
    gateway.setExecutor(threads);
    gateway.start();
  }

  /** Where it stands. */
  public String url() {
    return "https://127.0.0.1:" + gateway.getAddress().getPort() + PATH;
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().toString().substring(PATH.length());
      if (!token.equals(exchange.getRequestHeaders().getFirst(HEADER))) {
        answer(exchange, 401, bytes("{\"error\": \"AuthError\", \"message\": \"Unauthorized\"}"));
      } else if (path.equals("/api/v2/auth/identity")) {
        answer(
            exchange,
            200,
            bytes(
                "{\"user_id\": \"ops\", \"tenant\": \"default_tenant\", \"databases\": [\"%s\"]}"
                    .formatted(database)));
      } else {
        HttpResponse<byte[]> answer = send(exchange.getRequestMethod(), path, body);
        answer(exchange, answer.statusCode(), answer.body());
      }
    } catch (IOException e) {
      // The client went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  @Override
  public void close() {
    gateway.stop(0);
    threads.shutdownNow();
  }
}
