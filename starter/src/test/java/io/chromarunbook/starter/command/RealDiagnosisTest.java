package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.starter.migration.BeforeActivities;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.tls.MadeCertificates;
import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The issues of the runbook's index, each caused on real servers, diagnosed by typing diagnose, and
 * cured by typing what that prints.
 */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(240)
@SuppressWarnings("try") // a worker works while it is open
@Tag("faults")
class RealDiagnosisTest {

  private static final String QUICK =
      "timeline: {monitoring: PT2S, probeEvery: PT1S, hold: PT3M}\nimport: {partSize: 500}\n";
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private final MigrationStage stage;
  private TestMigration migration;
  private String id;
  private Path plan;
  private final List<Process> started = new ArrayList<>();

  RealDiagnosisTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void seeds() throws IOException {
    migration = new TestMigration(stage).seed(60);
    id = migration.id();
    plan = folder.resolve("plan.yaml");
    Files.writeString(plan, migration.plan() + QUICK);
  }

  @AfterEach
  void leaves_nothing_behind() {
    started.forEach(Process::destroyForcibly);
    for (String each : List.of(id, next())) {
      terminate(each);
    }
    LocalStack own = LocalStack.in(stage.home(), StackListener.silent(), environment());
    own.stop(LocalStack.WORKER);
    stage.thaw();
  }

  private String next() {
    int number = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    return id.substring(0, id.lastIndexOf('-') + 1) + (number + 1);
  }

  // Of the second suite, because it takes minutes.
  @Tag("releases")
  @Test
  void a_missing_worker_and_one_of_another_home_are_told_apart_and_cured_by_up() throws Exception {
    assertThat(type("start", plan.toString()).exitCode()).isZero();

    JsonNode missing = diagnosed("no-worker");
    assertThat(missing.path("remedies").toString()).contains("./runbook up");
    assertThat(Diagnoses.people(missing)).contains("ed", "di");
    assertThat(typePrinted(missing, "up").exitCode()).isZero();
    open(GateId.PRE_MIGRATION);
    assertThat(type("diagnose", id).exitCode()).isZero();

    LocalStack own = LocalStack.in(stage.home(), StackListener.silent(), environment());
    own.stop(LocalStack.WORKER);
    started.add(workerOfAnotherHome());
    migration.approve(GateId.PRE_MIGRATION);

    JsonNode wrongHome = diagnosed("wrong-home");
    assertThat(wrongHome.path("since").asText()).isNotEmpty();
    assertThat(wrongHome.path("evidence").toString()).contains(new RunbookHome(stage.home()).id());
    assertThat(typePrinted(wrongHome, "up").exitCode()).isZero();

    open(GateId.GO_NO_GO);
  }

  private Process workerOfAnotherHome() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.chromarunbook.worker.RunbookWorker")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("other.out").toFile());
    builder.environment().put("RUNBOOK_HOME", folder.resolve("elsewhere").toString());
    builder
        .environment()
        .put(
            "TEMPORAL_ADDRESS",
            LocalStack.in(stage.home(), StackListener.silent(), environment())
                .state()
                .temporal()
                .address());
    return builder.start();
  }

  @Test
  void a_worker_that_cannot_carry_out_the_runs_own_code_is_told_and_the_right_one_goes_on()
      throws Exception {
    WorkerFactory other = WorkerFactory.newInstance(stage.client());
    other.newWorker(Names.TASK_QUEUE).registerWorkflowImplementationTypes(OtherRelease.class);
    other.start();
    try {
      assertThat(type("start", plan.toString()).exitCode()).isZero();

      JsonNode failing = diagnosed("workflow-task-fails");
      assertThat(failing.path("evidence").toString()).contains("It failed with");
    } finally {
      other.shutdownNow();
    }
    try (AutoCloseable worker = stage.worker()) {
      open(GateId.PRE_MIGRATION);
      assertThat(type("diagnose", id).exitCode()).isZero();
    }
  }

  @Test
  void records_that_lack_what_the_plan_requires_are_told_before_the_freeze_and_in_hold()
      throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      addRecordWithoutPackage();
      assertThat(type("start", plan.toString(), "--by", "eve").exitCode()).isZero();
      migration.until(RunState.STOPPED);
      JsonNode before = diagnosed("records-do-not-fit");
      assertThat(before.path("evidence").toString()).contains("package");
      removeRecordWithoutPackage();
      // The next test's id would be the one that is spent here.
      assertThat(stage.newDatabase()).isNotEmpty();
      Typed again = typePrinted(before, "start");
      assertThat(again.exitCode()).as("%s", again).isZero();
      id = next();
      assertThat(type("status", id).out()).contains(id);
      stage.client().newUntypedWorkflowStub(id).terminate("it went on");
    }
  }

  // Of the second suite, because it takes minutes.
  @Tag("releases")
  @Test
  void a_full_quarantine_is_told_in_hold_and_cured_by_the_amendment_it_prints() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start", plan.toString()).exitCode()).isZero();
      open(GateId.PRE_MIGRATION);
      addRecordWithoutPackage();
      migration.approve(GateId.PRE_MIGRATION);
      migration.until(RunState.HOLD);

      JsonNode full = diagnosed("quarantine-full");
      assertThat(Diagnoses.people(full)).contains("bo", "ann");
      assertThat(full.path("until").asText()).isNotEmpty();
      assertThat(typePrinted(full, "quarantine").out()).contains("package");
      Files.writeString(
          plan,
          Files.readString(plan)
              .replace(
                  "package: {type: string, required: true}",
                  "package: {type: string, required: true, default: unknown}"));
      Typed amended = typePrinted(full, "amend");
      assertThat(amended.exitCode()).as("%s", amended).isZero();
      await()
          .atMost(SOON)
          .until(
              () ->
                  Diagnoses.commands(diagnosed("quarantine-full"))
                      .contains("decide " + id + " replay"));
      Typed decided = typePrinted(diagnosed("quarantine-full"), "decide " + id + " replay");
      assertThat(decided.exitCode()).as("%s", decided).isZero();

      open(GateId.PRE_MIGRATION, GateId.GO_NO_GO);
    }
  }

  // Of the second suite, because it takes minutes.
  @Tag("releases")
  @Test
  void a_target_behind_a_gateway_is_diagnosed_by_what_it_does() throws Exception {
    MadeCertificates ours = new MadeCertificates(Files.createDirectory(folder.resolve("ours")));
    MadeCertificates others = new MadeCertificates(Files.createDirectory(folder.resolve("others")));
    var right = ours.issue("gateway", "-ext", MadeCertificates.HERE).context();
    var wrong = others.issue("gateway", "-ext", MadeCertificates.HERE).context();
    try (MoodyGateway gateway = new MoodyGateway(stage.targetUrl(), right);
        AutoCloseable worker =
            stage.worker(
                BeforeActivities.first(
                    "ImportImportWhole", () -> gateway.is(MoodyGateway.Mood.BUSY)))) {
      String url = "target: {url: \"" + gateway.url() + "\"";
      Files.writeString(
          plan,
          migration.to(gateway.url()).plan().replace(url, url + ", ca: " + ours.authority())
              + QUICK);
      Typed start = type("start", plan.toString());
      assertThat(start.exitCode()).as("%s", start).isZero();
      open(GateId.PRE_MIGRATION);

      migration.approve(GateId.PRE_MIGRATION);
      JsonNode busy = lasting("target-overloaded");
      assertThat(busy.path("otherwise").asText()).contains("10 min", "network.giveUpAfter");
      assertThat(busy.path("until").asText()).isNotEmpty();
      assertThat(type("diagnose", id).exitCode()).isEqualTo(ExitCode.ENDED_OTHERWISE);
      gateway.is(MoodyGateway.Mood.LOCKED);
      diagnosed("server-credentials");
      gateway.is(MoodyGateway.Mood.FULL);
      diagnosed("target-full");
      gateway.is(MoodyGateway.Mood.BROKEN);
      diagnosed("server-breaks-off");
      gateway.is(MoodyGateway.Mood.HUNG);
      diagnosed("target-slow");
      gateway.shows(wrong);
      diagnosed("server-tls");
      gateway.gone();
      diagnosed("server-refuses-connections");
      await("status names it after half a minute")
          .atMost(SOON)
          .untilAsserted(() -> assertThat(type("status", id).out()).contains("./runbook diagnose"));

      gateway.is(MoodyGateway.Mood.PICKY);
      gateway.shows(right);
      migration.until(RunState.HOLD);
      JsonNode refuses = diagnosed("target-refuses");
      assertThat(refuses.path("evidence").toString()).contains("422");
      gateway.is(MoodyGateway.Mood.WELL);
      Typed retried = typePrinted(refuses, "decide " + id + " retry");
      assertThat(retried.exitCode()).as("%s", retried).isZero();

      open(GateId.GO_NO_GO);
      assertThat(type("diagnose", id).exitCode()).isZero();
    }
  }

  @Test
  void an_embedding_that_was_altered_at_the_target_is_told_and_repaired() throws Exception {
    boolean[] altered = {false};
    BeforeActivities alters =
        BeforeActivities.first(
            "ValidationCompareTargetAndSearch", () -> altered[0] = alterAnEmbedding());
    try (AutoCloseable worker = stage.worker(alters)) {
      assertThat(type("start", plan.toString()).exitCode()).isZero();
      migration.approve(GateId.PRE_MIGRATION);
      migration.until(RunState.HOLD);
      assertThat(altered[0]).isTrue();

      JsonNode finding = diagnosed("embeddings-altered");
      assertThat(finding.path("evidence").toString()).contains("embeddings.");
      Typed repaired = typePrinted(finding, "decide " + id + " repair");
      assertThat(repaired.exitCode()).as("%s", repaired).isZero();

      open(GateId.GO_NO_GO);
      assertThat(type("diagnose", id).exitCode()).isZero();
    }
  }

  @Test
  void a_full_disk_under_the_runs_files_is_told_and_the_run_goes_on_once_there_is_room()
      throws Exception {
    Path small = Files.createDirectories(new RunbookHome(stage.home()).run(id).path());
    assumeThat(mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", small.toString()))
        .as("may mount")
        .isTrue();
    Path other = small.resolve("somebody-elses");
    BeforeActivities fills = BeforeActivities.first("SnapshotExportRecords", () -> fill(other));
    try (AutoCloseable worker = stage.worker(fills)) {
      assertThat(type("start", plan.toString()).exitCode()).isZero();
      migration.approve(GateId.PRE_MIGRATION);

      JsonNode full = lasting("home-disk");
      assertThat(full.path("evidence").toString()).contains("no space is left");
      assertThat(Diagnoses.commands(full)).contains("df -h ").contains("./runbook snapshot prune");
      Files.delete(other);

      open(GateId.GO_NO_GO);
    } finally {
      terminate(id);
      new ProcessBuilder("umount", "-l", small.toString()).start().waitFor();
    }
  }

  private static void fill(Path file) {
    byte[] block = new byte[4_096];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // It is full.
    }
  }

  private void terminate(String run) {
    try {
      stage.client().newUntypedWorkflowStub(run).terminate("the test is over");
    } catch (WorkflowNotFoundException e) {
      // None was started, or it has ended.
    }
  }

  private static boolean mount(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void without_temporal_the_folder_tells_what_is_frozen_and_how_to_undo_it() throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      assertThat(type("start", plan.toString()).exitCode()).isZero();
      migration.approve(GateId.PRE_MIGRATION);
      open(GateId.GO_NO_GO);
    }
    Map<String, String> nowhere = environment();
    nowhere.put("TEMPORAL_ADDRESS", "127.0.0.1:9");

    Typed offline = Typed.in(nowhere, "diagnose", id, "--json");

    assertThat(offline.exitCode()).as("%s", offline).isEqualTo(ExitCode.ENDED_OTHERWISE);
    JsonNode silent = Diagnoses.finding(offline.json(), "temporal-silent").orElseThrow();
    assertThat(silent.path("evidence").toString()).contains("Its source refuses writes");
    assertThat(Diagnoses.commands(silent)).contains("BREAK-GLASS.sh").contains("./runbook up");
    assertThat(offline.json().path("unseen").toString()).contains("state, freeze, gates");
    Typed.in(nowhere, "diagnose", "nobody").fails(ExitCode.UNREACHABLE, "no migration nobody");
  }

  // What is done to servers.

  /** Like another one in all else, so that nothing but the field is to be diagnosed. */
  private void addRecordWithoutPackage() {
    try (WritableServer source = stage.source(migration.database())) {
      CollectionInfo info = source.collection("tutorial").orElseThrow();
      ChromaRecord like = first(source, info);
      Map<String, Object> metadata = new HashMap<>(like.metadata());
      metadata.remove("package");
      source.upsert(
          info,
          List.of(
              new ChromaRecord(
                  "without-package", like.document(), like.uri(), metadata, like.embedding())));
    }
  }

  private static ChromaRecord first(WritableServer server, CollectionInfo info) {
    List<ChromaRecord> records = new ArrayList<>();
    server.records(info, server.firstIds(info, 1), records::add);
    return records.get(0);
  }

  private void removeRecordWithoutPackage() {
    try (WritableServer source = stage.source(migration.database())) {
      source.delete(source.collection("tutorial").orElseThrow(), List.of("without-package"));
    }
  }

  private boolean alterAnEmbedding() {
    try (WritableServer target = stage.target(migration.database())) {
      CollectionInfo info = target.collection("tutorial").orElseThrow();
      ChromaRecord record = first(target, info);
      float[] halved = record.embedding().clone();
      for (int index = 0; index < halved.length; index++) {
        halved[index] /= 2;
      }
      target.upsert(
          info,
          List.of(
              new ChromaRecord(
                  record.id(), record.document(), record.uri(), record.metadata(), halved)));
      return true;
    }
  }

  // Diagnosing and typing.

  private JsonNode diagnosed(String issue) {
    return diagnoses().first(id, issue);
  }

  private JsonNode lasting(String issue) {
    return diagnoses().lasting(id, issue);
  }

  private Typed typePrinted(JsonNode finding, String words) {
    return diagnoses().typePrinted(finding, words);
  }

  private Diagnoses diagnoses() {
    return new Diagnoses(environment());
  }

  private void open(GateId... gates) {
    migration.until(
        List.of(gates) + " open",
        status -> {
          assertThat(status.state().ended()).as("%s", status.reason()).isFalse();
          return List.of(gates).stream()
              .anyMatch(gate -> TestMigration.line(status, gate).open() && notPast(status.step()));
        });
  }

  private static boolean notPast(Step step) {
    return step.compareTo(Step.CUTOVER) < 0;
  }

  private Typed type(String... words) {
    return Typed.in(environment(), words);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(MigrationStage.environment());
    environment.remove("RUNBOOK_LAUNCHER");
    environment.put("RUNBOOK_HOME", stage.home().toString());
    return environment;
  }
}
