package io.chromarunbook.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.chromarunbook.gate.settling.Settling;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writes that are cut, before a Chroma 1.5.9 that did them or did not: between it and the door is
 * somebody who keeps its answers back, or the writes themselves.
 */
@Tag("servers")
@Timeout(120)
class CutWritesTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final String DONE = "/done-but-not-said";
  private static final String KEPT_BACK = "/kept-back";

  @TempDir private static Path home;
  private static LocalStack stack;
  private static String chroma;

  @TempDir private Path directory;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<CompletableFuture<HttpResponse<String>>> writes = new ArrayList<>();
  private final List<String> fates = Collections.synchronizedList(new ArrayList<>());
  private String collection;
  private volatile boolean readsToo;

  @BeforeAll
  static void a_server_answers() {
    stack = LocalStack.in(home, StackListener.silent());
    chroma = stack.chroma("source", ChromaRelease.V1_5).url();
  }

  @AfterAll
  static void it_ends() {
    stack.stop();
  }

  @BeforeEach
  void it_has_a_collection() throws Exception {
    RawChroma raw = new RawChroma(chroma);
    collection = raw.create("cut-" + UUID.randomUUID());
    for (String id : List.of("old-1", "old-2", "old-3")) {
      assertThat(raw.upsert(collection, id).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(GateOptions.WriteKeeping.class)
  void of_each_write_that_is_cut_it_is_read_whether_it_was_done(GateOptions.WriteKeeping keeping)
      throws Exception {
    try (ScriptedOrigin between = new ScriptedOrigin(this::pass);
        OpenGate gate = gate(between, keeping)) {
      write(gate, "add" + DONE, records("", "new-1", "new-2"));
      write(gate, "add" + KEPT_BACK, records("", "new-3"));
      write(gate, "upsert" + DONE, records("again ", "old-1"));
      write(gate, "upsert" + KEPT_BACK, records("again ", "old-2"));
      write(gate, "delete" + DONE, "{\"ids\":[\"old-3\"]}");
      write(gate, "delete" + KEPT_BACK, "{\"where_document\":{\"$contains\":\"old-2\"}}");
      // Its ids come first; the rest is more than is kept of a body that passes.
      write(gate, "add" + DONE, records("x".repeat(2_000_000), "large"));
      arrived(7);

      JsonNode changed = gate.become("read-only");

      assertThat(changed.path("confirmed").asBoolean()).isTrue();
      List<String> told = new ArrayList<>();
      changed
          .path("unsettled")
          .forEach(
              each ->
                  told.add(
                      each.path("operation").asText()
                          + " of "
                          + each.path("ids").path(0).asText()
                          + ": "
                          + each.path("outcome").asText()));
      assertThat(told)
          .containsExactlyInAnyOrder(
              "add of new-1: done",
              "add of new-3: not done",
              "upsert of old-1: done",
              "upsert of old-2: not done",
              "delete of old-3: done",
              "delete of old-2: not done",
              "add of large: done");
      assertThat(new RawChroma(chroma).ids(collection))
          .containsExactlyInAnyOrder("old-1", "old-2", "new-1", "new-2", "large");
    } finally {
      over.countDown();
    }
  }

  @Test
  void a_server_that_does_not_say_it_holds_up_a_change_no_longer_than_the_bound() throws Exception {
    try (ScriptedOrigin between = new ScriptedOrigin(this::pass);
        OpenGate gate = gate(between, GateOptions.WriteKeeping.NONE)) {
      for (int each = 0; each < 9; each++) {
        write(gate, "add" + KEPT_BACK, records("", "new-" + each));
      }
      arrived(9);
      readsToo = true;
      long begun = System.nanoTime();

      JsonNode changed = gate.become("read-only");

      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isLessThan(PATIENCE.plus(Settling.BOUND).plusSeconds(5));
      assertThat(changed.path("unsettled")).hasSize(9);
      changed
          .path("unsettled")
          .forEach(each -> assertThat(each.path("outcome").asText()).isEqualTo("not known"));
    } finally {
      over.countDown();
    }
  }

  @Test
  void a_write_that_comes_about_after_it_was_cut_is_seen_too() throws Exception {
    try (ScriptedOrigin between = new ScriptedOrigin(this::pass);
        OpenGate gate = gate(between, GateOptions.WriteKeeping.NONE)) {
      write(gate, "add" + KEPT_BACK, records("", "late"));
      arrived(1);
      CompletableFuture<JsonNode> change =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return gate.become("read-only");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      await().until(() -> gate.status().at("/unsettled/0/outcome").asText().equals("not done"));
      assertThat(change).isNotDone();

      assertThat(new RawChroma(chroma).upsert(collection, "late").statusCode()).isEqualTo(200);

      assertThat(change.get().at("/unsettled/0/outcome").asText()).isEqualTo("done");
    } finally {
      over.countDown();
    }
  }

  private OpenGate gate(ScriptedOrigin between, GateOptions.WriteKeeping keeping)
      throws IOException {
    return OpenGate.with(
        OpenGate.options(between.url(), Optional.empty(), directory, PATIENCE, keeping));
  }

  private void write(OpenGate gate, String operationAndFate, String body) {
    int fate = operationAndFate.indexOf('/');
    writes.add(
        client.sendAsync(
            HttpRequest.newBuilder(
                    URI.create(
                        gate.url()
                            + "/api/v2/tenants/default_tenant/databases/default_database/collections/"
                            + collection
                            + "/"
                            + operationAndFate.substring(0, fate)))
                .header("Content-Type", "application/json")
                .header("X-Fate", operationAndFate.substring(fate))
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString()));
  }

  private void arrived(int count) {
    await().until(() -> fates.size() == count);
    assertThat(writes).noneMatch(CompletableFuture::isDone);
  }

  private static String records(String document, String... ids) {
    List<String> embeddings = new ArrayList<>();
    List<String> documents = new ArrayList<>();
    List<String> quoted = new ArrayList<>();
    for (String id : ids) {
      quoted.add("\"" + id + "\"");
      embeddings.add("[1,2,3]");
      documents.add("\"" + document + "of " + id + "\"");
    }
    return "{\"ids\":%s,\"documents\":%s,\"embeddings\":%s}"
        .formatted(quoted, documents, embeddings);
  }

  /** Passes on what it is not told to keep. */
  private void pass(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String fate = exchange.getRequestHeaders().getFirst("X-Fate");
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean write = fate != null && !path.endsWith("/get");
    try {
      if ((write && fate.equals(KEPT_BACK)) || (path.endsWith("/get") && readsToo)) {
        fates.add(path);
        over.await();
        return;
      }
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(chroma + path))
                  .header("Content-Type", "application/json")
                  .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                  .build(),
              BodyHandlers.ofString());
      if (write) {
        fates.add(path);
        over.await();
        return;
      }
      ScriptedOrigin.answer(exchange, answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
