package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker that stands still for so long that it is taken for dead, and then goes on. */
@Tag("faults")
@ExtendWith(MigrationStage.Extension.class)
@Timeout(240)
class FrozenWorkerTest {

  private static final int RECORDS = 3000;
  private static final String QUICK =
      "timeline: {monitoring: PT3S, probeEvery: PT1S, hold: PT3S}\nimport: {partSize: 500}\n";

  /** What a worker says of the parts it is busy with. */
  private static final Pattern BUSY =
      Pattern.compile(
          "temporal_worker_task_slots_used\\{[^}]*task_queue=\"runbook-data\"[^}]*"
              + "worker_type=\"ActivityWorker\"[^}]*} ([0-9.]+)");

  private final MigrationStage stage;

  FrozenWorkerTest(MigrationStage stage) {
    this.stage = stage;
  }

  @AfterEach
  void thaw() {
    stage.thaw();
  }

  @Test
  void it_finds_that_others_did_its_parts_and_changes_nothing() throws Exception {
    TestMigration migration = new TestMigration(stage).seed(RECORDS);
    Process frozen = stage.workerProcess();
    Process second = null;
    try {
      migration.start(QUICK).approve(GateId.PRE_MIGRATION);
      migration.until(
          "mid-import",
          status -> status.step() == Step.MIGRATION && status.progress().recordsDone() > 300);
      signal("STOP", frozen);
      second = stage.workerProcess();
      migration.until("done by another", seen -> TestMigration.line(seen, GateId.GO_NO_GO).open());
      RunFolder folder = new RunbookHome(stage.home()).run(migration.id());
      assertThat(attempts(folder)).as("attempts that hold a part").anyMatch(number -> number > 1);
      Map<String, String> receipts = contents(folder.receipts());
      assertEqual(migration);

      signal("CONT", frozen);
      await("the frozen worker has ended what it was at")
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> busyWith(frozen) == 0);

      assertThat(contents(folder.receipts())).isEqualTo(receipts);
      assertEqual(migration);
      migration.approve(GateId.GO_NO_GO);
      assertThat(migration.until(RunState.COMPLETED).state()).isEqualTo(RunState.COMPLETED);
      migration.close();
    } finally {
      frozen.destroyForcibly();
      if (second != null) {
        second.destroy();
      }
    }
  }

  private void assertEqual(TestMigration migration) {
    assertThat(
            IndependentComparison.differences(
                stage.sourceUrl(), stage.targetUrl(), migration.database(), RECORDS))
        .isEmpty();
  }

  private static void signal(String name, Process process)
      throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Which attempt holds each part that was begun. */
  private static List<Integer> attempts(RunFolder folder) throws IOException {
    return contents(folder.stopWriters().getParent()).values().stream()
        .map(FrozenWorkerTest::attempt)
        .toList();
  }

  private static int attempt(String holder) {
    try {
      JsonNode json = Json.MAPPER.readTree(holder);
      return json.path("attempt").asInt();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(directory.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private double busyWith(Process worker) throws IOException, InterruptedException {
    JsonNode file =
        Json.MAPPER.readTree(
            stage.home().resolve("workers").resolve(worker.pid() + ".json").toFile());
    String figures =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(file.path("metrics").asText())).build(),
                BodyHandlers.ofString())
            .body();
    return BUSY.matcher(figures)
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
