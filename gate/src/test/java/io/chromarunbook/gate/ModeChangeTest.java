package io.chromarunbook.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders, and what becomes of writes that are under way when one comes. */
@Timeout(60)
class ModeChangeTest {

  private static final String UPSERT = "/api/v1/collections/c/upsert";

  @TempDir private Path directory;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);

  @Test
  void a_change_is_confirmed_only_when_the_writes_before_it_have_ended() throws Exception {
    try (ScriptedOrigin origin = patient();
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      CompletableFuture<HttpResponse<String>> write = write(gate);
      arrived.await();
      CompletableFuture<JsonNode> change = changed(gate, "read-only");
      // New requests go by the new mode at once, whatever is under way.
      await().until(() -> gate.status().path("mode").asText().equals("read-only"));
      assertThat(gate.send("POST", UPSERT, "{}").statusCode()).isEqualTo(503);
      assertThat(gate.send("GET", "/api/v1/version", null).statusCode()).isEqualTo(200);
      assertThat(gate.status().at("/underWay/writes").asInt()).isEqualTo(1);
      assertThat(change).isNotDone();

      mayAnswer.countDown();

      assertThat(change.get().path("confirmed").asBoolean()).isTrue();
      assertThat(change.get().path("unsettled")).isEmpty();
      assertThat(write.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void an_order_that_is_repeated_is_confirmed_no_sooner() throws Exception {
    try (ScriptedOrigin origin = patient();
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      CompletableFuture<HttpResponse<String>> write = write(gate);
      arrived.await();
      CompletableFuture<JsonNode> change = changed(gate, "read-only");
      await().until(() -> gate.status().path("mode").asText().equals("read-only"));
      CompletableFuture<JsonNode> again = changed(gate, "read-only");
      assertThat(gate.status().path("mode").asText()).isEqualTo("read-only");
      assertThat(again).isNotDone();

      mayAnswer.countDown();

      assertThat(CompletableFuture.allOf(change, again)).succeedsWithin(Duration.ofSeconds(10));
      assertThat(write.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_write_that_does_not_end_is_cut_and_counted() throws Exception {
    try (ScriptedOrigin origin = patient();
        OpenGate gate =
            OpenGate.before(origin.url(), Optional.empty(), directory, Duration.ofMillis(300))) {
      CompletableFuture<HttpResponse<String>> write = write(gate);
      arrived.await();

      JsonNode changed = gate.become("read-only");

      assertThat(changed.path("confirmed").asBoolean()).isTrue();
      assertThat(changed.path("unsettled")).hasSize(1);
      assertThat(changed.at("/unsettled/0/operation").asText()).isEqualTo("upsert");
      assertThat(changed.at("/unsettled/0/collection").asText()).isEqualTo("c");
      assertThat(changed.at("/unsettled/0/client").asText()).isEqualTo("127.0.0.1");
      assertThat(changed.at("/underWay/writes").asInt()).isZero();
      assertThatThrownBy(write::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
    } finally {
      mayAnswer.countDown();
    }
  }

  @Test
  void a_write_whose_client_left_is_waited_for_too_because_the_server_goes_on() throws Exception {
    try (ScriptedOrigin origin = patient();
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      CompletableFuture<HttpResponse<String>> write = write(gate);
      arrived.await();
      assertThat(write.cancel(true)).isTrue();
      assertThat(gate.status().at("/underWay/writes").asInt()).isEqualTo(1);
      CompletableFuture<JsonNode> change = changed(gate, "read-only");
      await().until(() -> gate.status().path("mode").asText().equals("read-only"));
      assertThat(change).isNotDone();

      mayAnswer.countDown();

      assertThat(change.get().path("unsettled")).isEmpty();
    }
  }

  @Test
  void refused_writes_are_counted_by_client_until_it_is_frozen_again() throws Exception {
    try (ScriptedOrigin origin = patient();
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      gate.become("read-only");
      assertThat(gate.send("POST", UPSERT, "{}").body())
          .contains("The migration kb moves this Chroma to another server");
      assertThat(gate.send("POST", "/api/v1/shred", "{}").statusCode()).isEqualTo(503);

      JsonNode refused = gate.status().path("refused");
      assertThat(refused.path("writes").asInt()).isEqualTo(1);
      assertThat(refused.path("unknown").asInt()).isEqualTo(1);
      assertThat(refused.path("clients")).hasSize(2);

      gate.become("open");
      gate.become("read-only");
      assertThat(gate.status().at("/refused/clients")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                            | 400 | has no mode",
        "{\"mode\":\"ajar\",\"by\":\"ann\"}                            | 400 | the modes are open",
        "{\"mode\":\"read-only\"}                                      | 400 | by is missing",
        "[1]                                                           | 400 | not JSON with mode",
        "{\"mode\":                                                    | 400 | not JSON with mode",
        "null                                                          | 400 | empty",
        "{\"mode\":\"read-only\",\"by\":\"ann\",\"target\":{\"url\":\"x\"}} | 400 | target.url",
        "{\"mode\":\"switched\",\"by\":\"ann\"}                        | 409 | cannot become switched"
      })
  void an_order_that_is_not_done_says_why(String order, int status, String words) throws Exception {
    try (ScriptedOrigin origin = patient();
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      HttpResponse<String> answer = gate.order(order);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(answer.body()).startsWith("{\"error\":\"").contains(words);
      assertThat(gate.status().path("mode").asText()).isEqualTo("open");
    }
  }

  @Test
  void nobody_without_the_token_is_told_or_obeyed() throws Exception {
    try (ScriptedOrigin origin = patient();
        OpenGate gate = OpenGate.before(origin.url(), directory)) {
      for (String header : new String[] {"Bearer wrong", "Basic " + OpenGate.TOKEN, "Bearer"}) {
        HttpResponse<String> asked =
            gate.send(
                HttpRequest.newBuilder(URI.create(gate.adminUrl() + "/status"))
                    .header("Authorization", header),
                "GET",
                null);
        HttpResponse<String> ordered =
            gate.send(
                HttpRequest.newBuilder(URI.create(gate.adminUrl() + "/mode"))
                    .header("Authorization", header),
                "POST",
                "{\"mode\":\"read-only\",\"by\":\"eve\"}");

        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(ordered.statusCode()).isEqualTo(401);
      }
      assertThat(gate.status().path("mode").asText()).isEqualTo("open");
      assertThat(gate.status().toString()).doesNotContain(OpenGate.TOKEN);
      HttpResponse<String> metrics =
          gate.send(HttpRequest.newBuilder(URI.create(gate.adminUrl() + "/metrics")), "GET", null);
      assertThat(metrics.body()).contains("gate_mode{mode=\"open\"} 1.0");
    }
  }

  @Test
  void an_admin_port_for_others_needs_a_certificate() {
    assertThatThrownBy(
            () ->
                new GateOptions(
                    "http://127.0.0.1:1",
                    Optional.empty(),
                    new Endpoint("127.0.0.1", 0),
                    new Endpoint("0.0.0.0", 0),
                    directory,
                    directory,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    GateOptions.WriteKeeping.NONE,
                    GateOptions.PATIENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--tls-cert");
  }

  /** Answers writes when it may, and reads at once. */
  private ScriptedOrigin patient() throws IOException {
    return new ScriptedOrigin(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals(UPSERT)) {
            var ignored = exchange.getRequestBody().readAllBytes();
            arrived.countDown();
            try {
              mayAnswer.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          ScriptedOrigin.answer(exchange, 200, "null");
        });
  }

  private static HttpRequest.Builder upsert(OpenGate gate) {
    return HttpRequest.newBuilder(URI.create(gate.url() + UPSERT))
        .POST(BodyPublishers.ofString("{}"));
  }

  private static CompletableFuture<HttpResponse<String>> write(OpenGate gate) {
    return gate.client().sendAsync(upsert(gate).build(), BodyHandlers.ofString());
  }

  private static CompletableFuture<JsonNode> changed(OpenGate gate, String mode) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return gate.become(mode);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
