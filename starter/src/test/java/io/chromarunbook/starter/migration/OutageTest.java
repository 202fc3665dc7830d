package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.demo.Corpus;
import io.chromarunbook.starter.demo.Seeding;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.steps.RunReference;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real servers that stop, die and come back under work, with real workers and a real Temporal. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(240)
@SuppressWarnings("try") // a worker works while it is open
@Tag("faults")
class OutageTest {

  private static final int RECORDS = 2_000;
  private static final String ERRANDS = "errands";
  private static final Duration LONG = Duration.ofSeconds(150);
  private static final String SMALL_BATCHES = "import: {partSize: 500, batchSize: 20}\n";

  private final MigrationStage stage;
  private LocalStack servers;
  private ServerEntry source;
  private ServerEntry target;
  private WorkerFactory errands;
  private String id;
  private Errand errand;

  @TempDir Path place;

  OutageTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void start(TestInfo test) {
    id = "errand-" + test.getTestMethod().orElseThrow().getName().hashCode();
    servers = LocalStack.in(place, StackListener.silent(), MigrationStage.environment());
    source = servers.chroma("from", ChromaRelease.V0_5);
    target = servers.chroma("to", ChromaRelease.V1_5);
    errands = WorkerFactory.newInstance(stage.client());
    errands.newWorker(ERRANDS).registerWorkflowImplementationTypes(ErrandImpl.class);
    errands.start();
  }

  @AfterEach
  void stop() throws Exception {
    signal("CONT", servers.state().server("from").orElseThrow());
    signal("CONT", servers.state().server("to").orElseThrow());
    errands.shutdownNow();
    servers.stop();
  }

  private void seed() {
    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(source.url()))) {
      new Seeding(server, (done, total) -> {}).fill(Corpus.load().sized(RECORDS));
    }
  }

  private void begin(String targetUrl, String lines) {
    Plan plan =
        PlanReader.read(
            """
            migration: %s
            source: {url: "%s"}
            target: {url: "%s"}
            people: {operations-lead: [ann], dba: [bo], security: [cy]}
            """
                    .formatted(id, source.url(), targetUrl)
                + lines);
    errand =
        stage
            .client()
            .newWorkflowStub(
                Errand.class,
                WorkflowOptions.newBuilder().setTaskQueue(ERRANDS).setWorkflowId(id).build());
    WorkflowClient.start(errand::run, new RunReference(id, "first-run", Json.digest(plan)), plan);
  }

  private static void signal(String name, ServerEntry server)
      throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + server.process().pid()).start();
    kill.waitFor();
  }

  /** The first news after so many. */
  private Errand.Told told(int before) {
    return await("news " + (before + 1))
        .atMost(LONG)
        .until(() -> errand.told(), told -> told.size() > before)
        .get(before);
  }

  private Optional<Outage> last() {
    List<Errand.Told> told = errand.told();
    return told.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(told.get(told.size() - 1).news().outage());
  }

  /** What attempts under way passed on. */
  private String beats() {
    return WorkflowStub.fromTyped(errand)
        .describe()
        .getRawDescription()
        .getPendingActivitiesList()
        .stream()
        .flatMap(pending -> pending.getHeartbeatDetails().getPayloadsList().stream())
        .map(payload -> payload.getData().toStringUtf8())
        .collect(Collectors.joining("\n"));
  }

  private Errand.End end() {
    return WorkflowStub.fromTyped(errand).getResult(Errand.End.class);
  }

  private void untilParts(int many) {
    Path fences = new RunbookHome(stage.home()).run(id).stopWriters().getParent();
    await("parts under way").atMost(LONG).until(() -> files(fences) >= many);
  }

  private static long files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private long recordsAtTarget() {
    try (WritableServer server = ChromaServers.toWrite(ServerAddress.at(target.url()))) {
      long sum = 0;
      for (CollectionInfo collection : server.collections()) {
        sum += server.count(collection);
      }
      return sum;
    }
  }

  @Tag("releases")
  @Test
  void a_target_that_stands_still_is_told_and_so_is_that_it_goes_on() throws Exception {
    seed();
    try (AutoCloseable worker = stage.worker()) {
      begin(target.url(), SMALL_BATCHES);
      untilParts(2);
      Instant stopped = Instant.now();
      signal("STOP", target);

      Errand.Told first = told(0);

      Outage outage = first.news().outage();
      assertThat(outage.kind()).isEqualTo(Outage.Kind.SILENT_SERVER);
      assertThat(outage.what()).isEqualTo("target " + target.url());
      assertThat(outage.error()).matches("no answer to (GET|POST) …/.* yet");
      assertThat(outage.since()).isBetween(stopped.minusSeconds(15), first.at());
      assertThat(outage.patienceEnds()).isEqualTo(outage.since().plus(Duration.ofMinutes(10)));
      assertThat(Duration.between(outage.since(), first.at()))
          .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));

      signal("CONT", target);

      Errand.End end = end();
      assertThat(end.written()).isEqualTo(RECORDS);
      await("all outages are over").atMost(LONG).until(() -> last().isEmpty());
      assertThat(recordsAtTarget()).isEqualTo(RECORDS);
    }
  }

  @Test
  void a_target_that_dies_is_told_until_it_is_there_again() throws Exception {
    seed();
    try (AutoCloseable worker = stage.worker()) {
      begin(target.url(), SMALL_BATCHES);
      untilParts(2);
      servers.kill("to");

      Outage outage = told(0).news().outage();

      assertThat(outage.kind()).isEqualTo(Outage.Kind.SILENT_SERVER);
      assertThat(outage.error()).isEqualTo("nothing accepts connections there");
      servers.chroma("to", ChromaRelease.V1_5, URI.create(target.url()).getPort());
      assertThat(end().written()).isEqualTo(RECORDS);
      await("all outages are over").atMost(LONG).until(() -> last().isEmpty());
    }
  }

  @Tag("releases")
  @Test
  void a_source_that_stands_still_in_the_snapshot_is_told_by_its_name() throws Exception {
    seed();
    try (AutoCloseable worker = stage.worker()) {
      signal("STOP", source);
      begin(target.url(), SMALL_BATCHES);

      Outage outage = told(0).news().outage();

      assertThat(outage.what()).isEqualTo("source " + source.url());
      signal("CONT", source);
      assertThat(end().written()).isEqualTo(RECORDS);
      await("all outages are over").atMost(LONG).until(() -> last().isEmpty());
    }
  }

  @Test
  void patience_bounds_the_wait_time_outs_and_parts_behind_included() throws Exception {
    seed();
    try (AutoCloseable worker = stage.worker()) {
      begin(target.url(), SMALL_BATCHES + "network: {giveUpAfter: PT20S}\n");
      untilParts(2);
      signal("STOP", target);

      Errand.End end = end();

      assertThat(end.kind()).isEqualTo(FailureKind.GAVE_UP.name());
      assertThat(end.reason())
          .contains("No answer from " + target.url())
          .contains("network.giveUpAfter");
      Errand.Told first = told(0);
      Outage outage = first.news().outage();
      assertThat(outage.patienceEnds()).isEqualTo(outage.since().plusSeconds(20));
      // Two time-outs of an answer were awaited before, and every part waited for itself.
      assertThat(Duration.between(outage.since(), end.at())).isLessThan(Duration.ofSeconds(60));
      signal("CONT", target);
    }
  }

  @Tag("releases")
  @Test
  void a_worker_that_is_killed_in_an_outage_passes_on_since_when() throws Exception {
    seed();
    Process first = stage.workerProcess();
    Process second = null;
    try {
      begin(target.url(), SMALL_BATCHES);
      untilParts(2);
      signal("STOP", target);
      Outage before = told(0).news().outage();
      await("a beat that has it").atMost(LONG).until(() -> beats().contains("SILENT_SERVER"));
      first.destroyForcibly();
      second = stage.workerProcess();

      Errand.Told renewed =
          await("news of the next worker")
              .atMost(LONG)
              .until(
                  () ->
                      errand.told().stream()
                          .filter(told -> told.news().outage() != null)
                          .filter(told -> told.at().isAfter(before.since().plusSeconds(60)))
                          .findFirst(),
                  Optional::isPresent)
              .orElseThrow();

      assertThat(renewed.news().outage().since()).isEqualTo(before.since());
      signal("CONT", target);
      assertThat(end().written()).isEqualTo(RECORDS);
    } finally {
      first.destroyForcibly();
      if (second != null) {
        second.destroyForcibly();
      }
    }
  }

  @Test
  void an_endless_answer_ends_a_small_workers_patience_and_not_its_memory() throws Exception {
    seed();
    Process worker = stage.workerProcess("-Xmx200m");
    try (EndlessTarget endless = new EndlessTarget()) {
      begin(endless.url(), "network: {giveUpAfter: PT5S}\n");

      Errand.End end = end();

      assertThat(end.kind()).isEqualTo(FailureKind.GAVE_UP.name());
      assertThat(end.reason()).contains("gave an answer that goes on and on", "64 MB");
      assertThat(worker.isAlive()).isTrue();
    } finally {
      worker.destroyForcibly();
    }
    RunFolder folder = new RunbookHome(stage.home()).run(id);
    assertThat(folder.snapshot()).isDirectory();
    assertThat(Files.readString(stage.home().resolve("worker.out")))
        .doesNotContain("OutOfMemoryError");
  }
}
