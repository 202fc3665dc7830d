package io.chromarunbook.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door before a Chroma 0.6.3, leading to a 1.5.9. */
@Tag("servers")
@Timeout(180)
class RealGateTest {

  private static final List<String> ROAD =
      List.of("open", "read-only", "switched", "switched-read-only");

  @TempDir private static Path home;
  private static LocalStack stack;
  private static String source;
  private static String target;

  @TempDir private Path directory;

  @BeforeAll
  static void both_servers_answer() {
    stack = LocalStack.in(home, StackListener.silent());
    source = stack.chroma("source", ChromaRelease.V0_6).url();
    target = stack.chroma("target", ChromaRelease.V1_5).url();
  }

  @AfterAll
  static void both_servers_end() {
    stack.stop();
  }

  @Test
  void each_mode_leads_to_its_server_and_takes_writes_or_refuses_them() throws Exception {
    String there = new RawChroma(source).create("modes");
    String here = new RawChroma(target).create("modes");
    try (OpenGate gate =
        OpenGate.before(source, Optional.of(target), directory, GateOptions.PATIENCE)) {
      RawChroma door = new RawChroma(gate.url());

      assertThat(door.upsert(there, "1").statusCode()).isEqualTo(200);
      assertThat(new RawChroma(source).ids(there)).containsExactly("1");

      gate.become("read-only");
      assertThat(door.upsert(there, "2").statusCode()).isEqualTo(503);
      assertThat(door.update(there).statusCode()).isEqualTo(503);
      assertThat(door.ids(there)).containsExactly("1");

      assertThat(switched(gate, there, here).statusCode()).isEqualTo(200);
      // The application still holds the collection by the id it was given by the source.
      assertThat(door.upsert(there, "3").statusCode()).isEqualTo(200);
      assertThat(door.ids(there)).containsExactly("3");
      assertThat(new RawChroma(target).ids(here)).containsExactly("3");
      assertThat(new RawChroma(source).ids(there)).containsExactly("1");

      gate.become("switched-read-only");
      assertThat(door.upsert(there, "4").statusCode()).isEqualTo(503);
      assertThat(door.ids(there)).containsExactly("3");

      gate.become("read-only");
      assertThat(door.ids(there)).containsExactly("1");
      assertThat(gate.become("open").path("migration").isNull()).isTrue();
      assertThat(door.upsert(there, "5").statusCode()).isEqualTo(200);
      assertThat(new RawChroma(source).ids(there)).containsExactlyInAnyOrder("1", "5");
    }
  }

  @ParameterizedTest
  @CsvSource({"open", "read-only", "switched", "switched-read-only"})
  void a_door_that_is_killed_comes_back_in_its_mode_and_no_answered_write_is_lost(String mode)
      throws Exception {
    String name = "killed-" + mode;
    String there = new RawChroma(source).create(name);
    String here = new RawChroma(target).create(name);
    Set<String> answered = new ConcurrentSkipListSet<>();
    SeparateGate gate = SeparateGate.start(source, target, directory);
    try {
      for (String step : ROAD.subList(1, ROAD.indexOf(mode) + 1)) {
        gate.become(step, target, there, here);
      }
      RawChroma door = new RawChroma(gate.url());
      Thread writer = new Thread(() -> writeUntilBroken(door, there, answered));
      writer.start();
      boolean takesWrites = mode.equals("open") || mode.equals("switched");
      if (takesWrites) {
        await().until(() -> answered.size() >= 20);
      }

      gate.kill();
      writer.join();
      gate = SeparateGate.start(source, target, directory);

      JsonNode status = gate.status();
      assertThat(status.path("mode").asText()).isEqualTo(mode);
      RawChroma server = new RawChroma(mode.startsWith("switched") ? target : source);
      String collection = mode.startsWith("switched") ? here : there;
      assertThat(server.ids(collection)).containsAll(answered);
      assertThat(new RawChroma(gate.url()).ids(there)).containsAll(answered);
      assertThat(new RawChroma(gate.url()).upsert(there, "after").statusCode())
          .isEqualTo(takesWrites ? 200 : 503);
      assertThat(answered.isEmpty()).isEqualTo(!takesWrites);
    } finally {
      gate.kill();
    }
  }

  @Test
  void a_door_of_little_memory_passes_bodies_of_many_megabytes_both_ways() throws Exception {
    String there = new RawChroma(source).create("large");
    SeparateGate gate = SeparateGate.start(source, target, directory);
    try {
      String document = "x".repeat(38 * 1024 * 1024);
      String collection =
          "/api/v2/tenants/default_tenant/databases/default_database/collections/" + there;
      assertThat(
              gate.post(
                      collection + "/upsert",
                      "{\"ids\":[\"1\"],\"embeddings\":[[1,2,3]],\"documents\":[\""
                          + document
                          + "\"]}")
                  .statusCode())
          .isEqualTo(200);
      HttpResponse<String> answer = gate.post(collection + "/get", "{\"include\":[\"documents\"]}");

      assertThat(answer.body()).contains(document);
      String memory = Files.readString(Path.of("/proc", gate.pid() + "", "status"));
      long peak =
          Long.parseLong(
              memory
                  .lines()
                  .filter(line -> line.startsWith("VmHWM:"))
                  .findFirst()
                  .orElseThrow()
                  .replaceAll("\\D", ""));
      assertThat(peak).as("KiB resident at most").isLessThan(256 * 1024);
    } finally {
      gate.kill();
    }
  }

  private static void writeUntilBroken(RawChroma door, String collection, Set<String> answered) {
    for (int each = 0; each < 100_000; each++) {
      try {
        if (door.upsert(collection, "w" + each).statusCode() == 200) {
          answered.add("w" + each);
        }
      } catch (Exception e) {
        return;
      }
    }
  }

  private static HttpResponse<String> switched(OpenGate gate, String there, String here)
      throws Exception {
    return gate.send(
        HttpRequest.newBuilder(URI.create(gate.adminUrl() + "/mode"))
            .header("Authorization", "Bearer " + OpenGate.TOKEN)
            .timeout(Duration.ofSeconds(30)),
        "POST",
        SeparateGate.order("switched", target, there, here));
  }
}
