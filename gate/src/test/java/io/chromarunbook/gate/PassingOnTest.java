package io.chromarunbook.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a proxy owes to both sides, whatever the mode. */
@Timeout(60)
class PassingOnTest {

  private static final int LARGE = 40 * 1024 * 1024;
  private static final String UPSERT = "/api/v1/collections/c/upsert";
  private static final String GET = "/api/v1/collections/c/get";

  @TempDir private Path directory;

  @Test
  void large_bodies_pass_whole_both_ways_with_a_length_and_without() throws Exception {
    AtomicLong got = new AtomicLong();
    try (ScriptedOrigin origin =
            new ScriptedOrigin(
                exchange -> {
                  try (exchange) {
                    got.set(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
                    boolean told = exchange.getRequestURI().getPath().equals(UPSERT);
                    exchange.sendResponseHeaders(200, told ? LARGE : 0);
                    byte[] piece = new byte[1024 * 1024];
                    for (int each = 0; each < LARGE / piece.length; each++) {
                      exchange.getResponseBody().write(piece);
                    }
                  }
                });
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      for (String path : new String[] {UPSERT, GET}) {
        got.set(0);
        HttpResponse<InputStream> answer =
            gate.client()
                .send(
                    HttpRequest.newBuilder(URI.create(gate.url() + path))
                        .POST(
                            path.equals(GET)
                                ? BodyPublishers.ofInputStream(() -> InputStream.nullInputStream())
                                : BodyPublishers.ofByteArray(new byte[LARGE]))
                        .build(),
                    BodyHandlers.ofInputStream());

        assertThat(answer.body().transferTo(OutputStream.nullOutputStream())).isEqualTo(LARGE);
        assertThat(got.get()).isEqualTo(path.equals(UPSERT) ? LARGE : 0);
      }
    }
  }

  @Test
  void headers_of_one_connection_end_at_the_door_and_all_others_pass() throws Exception {
    Map<String, String> seen = new ConcurrentHashMap<>();
    try (ScriptedOrigin origin =
            new ScriptedOrigin(
                exchange -> {
                  exchange
                      .getRequestHeaders()
                      .forEach(
                          (name, values) ->
                              seen.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
                  exchange.getResponseHeaders().set("Keep-Alive", "timeout=5");
                  exchange.getResponseHeaders().set("Chroma-Trace-Id", "17");
                  ScriptedOrigin.answer(exchange, 200, "{}");
                });
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      String answer =
          raw(
              gate,
              """
              GET /api/v1/version HTTP/1.1
              Host: kb.example
              Connection: close
              Connection: X-Secret-Hop
              X-Secret-Hop: 1
              TE: trailers
              Proxy-Authorization: Basic eA==
              X-Chroma-Token: t

              """);

      assertThat(seen)
          .doesNotContainKeys("x-secret-hop", "te", "proxy-authorization", "keep-alive")
          .containsEntry("x-chroma-token", "t")
          .containsEntry("host", origin.url().substring("http://".length()))
          .containsEntry("x-forwarded-host", "kb.example")
          .containsEntry("x-forwarded-for", "127.0.0.1");
      assertThat(answer).containsIgnoringCase("chroma-trace-id: 17").doesNotContain("timeout=5");
    }
  }

  @Test
  void a_client_that_leaves_ends_what_it_read_at_the_origin_too() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    try (ScriptedOrigin origin =
            new ScriptedOrigin(
                exchange -> {
                  try (exchange) {
                    exchange.sendResponseHeaders(200, 0);
                    asked.countDown();
                    OutputStream out = exchange.getResponseBody();
                    while (true) {
                      out.write(new byte[64 * 1024]);
                      out.flush();
                    }
                  } catch (IOException e) {
                    ended.set(true);
                    throw e;
                  }
                });
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      try (Socket client = connected(gate)) {
        client.getOutputStream().write(request("POST", GET, "{}"));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(client.getInputStream().read()).isPositive();
      }
      await().untilAsserted(() -> assertThat(ended).isTrue());
      await()
          .untilAsserted(() -> assertThat(gate.status().at("/underWay/requests").asInt()).isZero());
    }
  }

  @Test
  void a_client_that_leaves_before_any_answer_ends_a_read_at_the_origin_too() throws Exception {
    try (ServerSocket origin = new ServerSocket(0);
        OpenGate gate = OpenGate.before("http://127.0.0.1:" + origin.getLocalPort(), directory)) {
      Socket client = connected(gate);
      client.getOutputStream().write(request("POST", GET, "{}"));
      try (Socket asked = origin.accept()) {
        asked.setSoTimeout(10_000);
        assertThat(asked.getInputStream().read()).isPositive();
        client.close();

        // The end of the stream, after what was sent.
        var ignored = asked.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  @Test
  void an_origin_that_is_not_there_is_said_in_chromas_words() throws Exception {
    String nowhere;
    try (ServerSocket socket = new ServerSocket(0)) {
      nowhere = "http://127.0.0.1:" + socket.getLocalPort();
    }
    try (OpenGate gate = OpenGate.before(nowhere, directory)) {
      for (String method : new String[] {"GET", "POST"}) {
        HttpResponse<String> answer = gate.send(method, UPSERT, method.equals("GET") ? null : "{}");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).contains("\"error\":\"BadGateway\"", nowhere, "does not answer");
      }
      assertThat(gate.status().at("/underWay/writes").asInt()).isZero();
      assertThat(gate.status().at("/answered/errors").asInt()).isEqualTo(2);
    }
  }

  @Test
  void an_origin_that_breaks_off_in_an_answer_is_no_whole_answer() throws Exception {
    try (ScriptedOrigin origin =
            new ScriptedOrigin(
                exchange -> {
                  exchange.sendResponseHeaders(200, 1_000_000);
                  exchange.getResponseBody().write(new byte[100_000]);
                  exchange.getResponseBody().flush();
                  // Closes the connection, because the rest is missing.
                  exchange.getHttpContext().getServer().stop(0);
                });
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      String answer =
          raw(gate, "GET /api/v1/version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(answer).contains("1000000");
      assertThat(answer.length()).isLessThan(1_000_000);
    }
  }

  @Test
  void a_server_that_sends_elsewhere_on_itself_sends_to_the_door() throws Exception {
    AtomicBoolean below = new AtomicBoolean();
    try (ScriptedOrigin origin =
            new ScriptedOrigin(
                exchange -> {
                  below.set(exchange.getRequestURI().getPath().startsWith("/chroma/api/v1/"));
                  exchange
                      .getResponseHeaders()
                      .set(
                          "Location",
                          "http://" + exchange.getRequestHeaders().getFirst("Host") + "/chroma/x");
                  ScriptedOrigin.answer(exchange, 307, "");
                });
        OpenGate gate = OpenGate.before(origin.url() + "/chroma", directory)) {
      for (String path : new String[] {"/api/v1/version/", "/chroma/api/v1/version/"}) {
        HttpResponse<String> answer = gate.send("GET", path, null);

        assertThat(below).as(path).isTrue();
        assertThat(answer.headers().firstValue("Location")).contains("/chroma/x");
      }
    }
  }

  @Test
  void a_large_write_that_is_refused_is_answered_and_the_connection_goes_on() throws Exception {
    try (ScriptedOrigin origin =
            new ScriptedOrigin(exchange -> ScriptedOrigin.answer(exchange, 200, "{}"));
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      gate.become("read-only");
      try (Socket client = connected(gate)) {
        OutputStream out = client.getOutputStream();
        out.write(
            ("POST " + UPSERT + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + LARGE + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        for (int each = 0; each < LARGE / (1024 * 1024); each++) {
          out.write(new byte[1024 * 1024]);
        }
        out.write(request("GET", "/api/v1/version", ""));
        client.setSoTimeout(20_000);
        String answers = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(answers).startsWith("HTTP/1.1 503").contains("Retry-After: 30", "HTTP/1.1 200");
      }
    }
  }

  private static byte[] request(String method, String path, String body) {
    return (method
            + " "
            + path
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Socket connected(OpenGate gate) throws IOException {
    URI url = URI.create(gate.url());
    return new Socket(url.getHost(), url.getPort());
  }

  private static String raw(OpenGate gate, String request) throws IOException {
    try (Socket client = connected(gate)) {
      client.setSoTimeout(20_000);
      // A line of a text block ends in a line feed alone.
      String lines = request.replace("\r\n", "\n").replace("\n", "\r\n");
      client.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
