package io.chromarunbook.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.gate.journal.JournalEntry;
import io.chromarunbook.gate.journal.JournalReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the journal has of writes that pass. */
@Timeout(60)
class JournalTest {

  private static final String COLLECTION = "/api/v1/collections/c";

  @TempDir private Path directory;

  @Test
  void a_write_is_noted_before_it_is_passed_on_and_its_end_before_it_is_answered()
      throws Exception {
    AtomicReference<List<JournalEntry>> atTheServer = new AtomicReference<>();
    try (ScriptedOrigin origin =
            new ScriptedOrigin(
                exchange -> {
                  atTheServer.set(writes());
                  ScriptedOrigin.answer(exchange, 200, "null");
                });
        OpenGate gate = OpenGate.journaling(origin.url(), directory)) {
      String body = "{\"embeddings\":[[1]],\"ids\":[\"a\",\"b\\u0000\"]}";
      assertThat(gate.send("POST", COLLECTION + "/upsert", body).statusCode()).isEqualTo(200);

      assertThat(atTheServer.get())
          .singleElement()
          .satisfies(
              write -> {
                assertThat(write.operation()).isEqualTo("upsert");
                assertThat(write.collection()).isEqualTo("c");
                assertThat(write.server()).isEqualTo(origin.url());
                assertThat(write.ids()).containsExactly("a", "b\u0000");
                assertThat(write.outcome()).isNull();
              });
      assertThat(writes()).singleElement().extracting(JournalEntry::status).isEqualTo(200);
      JsonNode told = gate.status().path("journal");
      assertThat(told.path("on").asBoolean()).isTrue();
      assertThat(told.path("writes").asInt()).isEqualTo(1);
    }
  }

  @Test
  void a_delete_by_a_condition_is_noted_with_the_ids_it_is_about() throws Exception {
    AtomicReference<String> asked = new AtomicReference<>();
    try (ScriptedOrigin origin =
            new ScriptedOrigin(
                exchange -> {
                  if (exchange.getRequestURI().getPath().endsWith("/get")) {
                    asked.set(
                        exchange.getRequestHeaders().getFirst("X-Chroma-Token")
                            + " "
                            + new String(
                                exchange.getRequestBody().readAllBytes(),
                                java.nio.charset.StandardCharsets.UTF_8));
                    ScriptedOrigin.answer(exchange, 200, "{\"ids\":[\"x\",\"y\"]}");
                  } else {
                    ScriptedOrigin.answer(exchange, 200, "null");
                  }
                });
        OpenGate gate = OpenGate.journaling(origin.url(), directory)) {
      var answer =
          gate.send(
              HttpRequest.newBuilder(URI.create(gate.url() + COLLECTION + "/delete"))
                  .header("X-Chroma-Token", "t"),
              "POST",
              "{\"where\":{\"a\":1},\"ids\":null}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(asked.get()).isEqualTo("t {\"where\":{\"a\":1},\"include\":[]}");
      assertThat(writes())
          .singleElement()
          .extracting(JournalEntry::ids)
          .isEqualTo(List.of("x", "y"));
    }
  }

  @Test
  void a_large_body_goes_by_a_file_that_is_gone_afterwards() throws Exception {
    AtomicLong got = new AtomicLong();
    try (ScriptedOrigin origin =
            new ScriptedOrigin(
                exchange -> {
                  got.set(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
                  ScriptedOrigin.answer(exchange, 200, "null");
                });
        OpenGate gate = OpenGate.journaling(origin.url(), directory)) {
      String body = "{\"documents\":[\"" + "x".repeat(20_000_000) + "\"],\"ids\":[\"large\"]}";
      assertThat(gate.send("POST", COLLECTION + "/add", body).statusCode()).isEqualTo(200);

      assertThat(got.get()).isEqualTo(body.length());
      assertThat(writes())
          .singleElement()
          .extracting(JournalEntry::ids)
          .isEqualTo(List.of("large"));
      org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(spooled()).isEmpty());
    }
  }

  @Test
  void a_write_whose_server_breaks_off_has_an_unknown_end() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedOrigin origin =
        new ScriptedOrigin(
            exchange -> {
              never.countDown();
              exchange.getHttpContext().getServer().stop(0);
            });
    try (origin;
        OpenGate gate = OpenGate.journaling(origin.url(), directory)) {
      var answer = gate.send("POST", COLLECTION + "/add", "{\"ids\":[\"lost\"]}");

      assertThat(answer.statusCode()).isEqualTo(502);
      org.awaitility.Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(writes())
                      .singleElement()
                      .extracting(JournalEntry::outcome)
                      .isEqualTo(JournalEntry.UNKNOWN));
    }
  }

  @Test
  void reads_are_not_noted_and_numbers_go_on_after_a_new_start() throws Exception {
    try (ScriptedOrigin origin =
        new ScriptedOrigin(exchange -> ScriptedOrigin.answer(exchange, 200, "null"))) {
      for (int start = 0; start < 2; start++) {
        try (OpenGate gate = OpenGate.journaling(origin.url(), directory)) {
          assertThat(gate.send("POST", COLLECTION + "/get", "{}").statusCode()).isEqualTo(200);
          assertThat(gate.send("POST", COLLECTION + "/add", "no JSON").statusCode()).isEqualTo(200);
        }
        // What is left of a line when a door is killed.
        Files.writeString(
            files().get(files().size() - 1), "{\"number\":9", StandardOpenOption.APPEND);
      }

      assertThat(writes()).extracting(JournalEntry::number).containsExactly(1L, 2L);
      assertThat(writes()).extracting(JournalEntry::ids).containsOnlyNulls();
    }
  }

  private List<JournalEntry> writes() throws IOException {
    return JournalReader.writes(directory.resolve("state"));
  }

  private List<Path> files() throws IOException {
    return inJournal("writes-");
  }

  private List<Path> spooled() throws IOException {
    return inJournal("body-");
  }

  private List<Path> inJournal(String prefix) throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("state").resolve("journal"))) {
      return all.filter(file -> file.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }
}
