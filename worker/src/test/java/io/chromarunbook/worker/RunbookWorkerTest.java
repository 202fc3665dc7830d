package io.chromarunbook.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.DirectoryServers;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.workflows.plan.Json;
import io.micrometer.core.instrument.Metrics;
import io.temporal.testserver.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker from its start to its end, on a Temporal server inside the test. */
@Timeout(60)
class RunbookWorkerTest {

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path home;
  private int port;
  private TestServer.PortBoundTestServer server;
  private RunbookWorker worker;

  @BeforeEach
  void choose_a_port() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    if (worker != null) {
      worker.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void a_worker_takes_tasks_and_says_so_until_it_is_closed() {
    startServer();
    startWorker();
    Metrics.counter("runbook.test.counter").increment();

    await().atMost(Duration.ofSeconds(20)).until(() -> health().statusCode() == 200);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Json.MAPPER.readTree(health().body()).path("pollers").asInt() > 0);

    JsonNode file =
        DurableFile.readJson(WorkerFile.in(home, ProcessHandle.current().pid()), JsonNode.class);
    assertThat(file.path("metrics").asText()).isEqualTo(worker.address() + "/metrics");
    assertThat(file.path("homeId").asText()).isEqualTo(new RunbookHome(home).id());
    assertThat(get("/metrics").body())
        .contains("temporal_num_pollers", "jvm_memory_used_bytes", "runbook_test_counter_total");
    assertThat(get("/metrics?name%5B%5D=jvm_memory_used_bytes").body())
        .contains("jvm_memory_used_bytes{")
        .doesNotContain("temporal_num_pollers", "runbook_test_counter_total");
    assertThat(get("/metrics?name%5B%5D=runbook_test_counter_total").body())
        .as("a counter is asked for by the name it is shown under")
        .contains("runbook_test_counter_total")
        .doesNotContain("temporal_num_pollers");
    assertThat(get("/metrics?name%5B%5D=temporal_num_pollers").body())
        .contains("temporal_num_pollers{")
        .doesNotContain("jvm_memory_used_bytes");

    worker.close();

    assertThat(WorkerFile.in(home, ProcessHandle.current().pid())).doesNotExist();
  }

  @Test
  void a_timer_of_temporal_has_buckets_from_milliseconds_to_minutes_and_no_more() {
    startServer();
    startWorker();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(bucketsOf("DescribeNamespace"))
                    .containsExactly(
                        "0.01", "0.03", "0.1", "0.3", "1.0", "3.0", "10.0", "30.0", "100.0",
                        "+Inf"));
  }

  private List<String> bucketsOf(String operation) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("temporal_request_latency_seconds_bucket"))
        .filter(line -> line.contains("operation=\"" + operation + "\""))
        .map(line -> line.replaceFirst(".*le=\"([^\"]+)\".*", "$1"))
        .toList();
  }

  @Test
  void a_worker_that_is_first_waits_for_temporal() {
    startWorker();

    await().atMost(Duration.ofSeconds(20)).until(() -> health().statusCode() == 503);
    assertThat(health().body()).contains("Temporal does not answer at 127.0.0.1:" + port);

    startServer();

    await().atMost(Duration.ofSeconds(30)).until(() -> health().statusCode() == 200);
  }

  @Test
  void a_worker_that_waits_can_be_closed() {
    startWorker();

    worker.close();

    assertThat(WorkerFile.in(home, ProcessHandle.current().pid())).doesNotExist();
  }

  @Test
  void a_worker_that_looks_at_a_temporal_that_hangs_is_closed_at_once() throws IOException {
    try (ServerSocket hanging = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      startWorker();
      try (Socket look = hanging.accept()) {
        assertThat(look.isConnected()).isTrue();
        long started = System.nanoTime();

        worker.close();

        assertThat(Duration.ofNanos(System.nanoTime() - started))
            .as("it is asked for 5 seconds")
            .isLessThan(Duration.ofSeconds(4));
        assertThat(WorkerFile.in(home, ProcessHandle.current().pid())).doesNotExist();
      }
    }
  }

  @Test
  void a_home_that_cannot_be_written_is_one_sentence_and_no_worker() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    int code =
        RunbookWorker.serve(
            Map.of("RUNBOOK_HOME", file.resolve("home").toString()),
            DirectoryServers.NONE,
            new PrintStream(complaints, true, StandardCharsets.UTF_8));

    assertThat(code).isEqualTo(2);
    assertThat(complaints.toString(StandardCharsets.UTF_8))
        .hasLineCount(1)
        .contains("RUNBOOK_HOME")
        .contains("cannot be written");
  }

  private void startServer() {
    server = TestServer.createPortBoundServer(port);
  }

  private void startWorker() {
    worker = new RunbookWorker(WorkerSettings.from(environment()), DirectoryServers.NONE);
    Thread thread = new Thread(worker::run, "worker");
    thread.setDaemon(true);
    thread.start();
  }

  private Map<String, String> environment() {
    return Map.of(
        "RUNBOOK_HOME", home.toString(),
        "TEMPORAL_CONFIG_FILE", home.resolve("none.toml").toString(),
        "TEMPORAL_ADDRESS", "127.0.0.1:" + port);
  }

  private HttpResponse<String> health() {
    return get("/healthz");
  }

  private HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(worker.address() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
