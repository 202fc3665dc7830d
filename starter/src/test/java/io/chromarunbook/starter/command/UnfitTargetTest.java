package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.migration.BeforeActivities;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.starter.migration.TestMigration;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.tls.MadeCertificates;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * A collection at the target that is not what vectors are copied to, and a gateway before the
 * target that takes less than it is given: caused on real servers, diagnosed, and cured by what
 * diagnose prints.
 */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(240)
@SuppressWarnings("try") // a worker works while it is open
@Tag("faults")
class UnfitTargetTest {

  private static final String QUICK =
      "timeline: {monitoring: PT2S, probeEvery: PT1S, hold: PT3M}\nimport: {partSize: 500}\n";

  @TempDir private Path folder;
  private final MigrationStage stage;
  private TestMigration migration;
  private String id;
  private Path plan;
  private volatile String written;

  UnfitTargetTest(MigrationStage stage) {
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
    try {
      stage.client().newUntypedWorkflowStub(id).terminate("the test is over");
    } catch (WorkflowNotFoundException e) {
      // It has ended.
    }
    stage.thaw();
  }

  @Test
  void a_dimension_that_somebody_elses_record_gave_the_target_is_told_and_mended()
      throws Exception {
    MadeCertificates ours = new MadeCertificates(Files.createDirectory(folder.resolve("ours")));
    try (MoodyGateway gateway = gateway(ours);
        AutoCloseable worker =
            stage.worker(
                BeforeActivities.first(
                    "ImportImportWhole",
                    () -> gateway.beforeRecords(this::writeAnotherDimension)))) {
      start();
      migration.approve(GateId.PRE_MIGRATION);
      heldOrOpen();

      JsonNode found = diagnoses().first(id, "embeddings-dimension");
      assertThat(found.path("evidence").toString()).contains("dimension", written);
      assertThat(found.path("remedies").toString()).contains("remove that collection");
      remove(written);
      done(diagnoses().typePrinted(found, "decide " + id + " retry"));

      // The run goes on with what it had made, finds it gone, and asks before it makes it anew.
      JsonNode gone = diagnoses().first(id, "target-not-ours");
      assertThat(gone.path("evidence").toString()).contains("copy it anew", written);
      done(diagnoses().typePrinted(gone, "decide " + id + " retry"));

      openAndWell(GateId.GO_NO_GO);
    }
  }

  @Tag("releases")
  @Test
  void another_distance_at_the_target_is_told_and_mended() throws Exception {
    try (AutoCloseable worker =
        stage.worker(
            BeforeActivities.first(
                "ValidationCompareTargetAndSearch", this::measureByAnotherDistance))) {
      start();
      migration.approve(GateId.PRE_MIGRATION);
      heldOrOpen();

      JsonNode found = diagnoses().first(id, "embeddings-distance");
      assertThat(found.path("evidence").toString()).contains("collections.distance", "tutorial");
      assertThat(found.path("remedies").toString()).contains("remove that collection");
      remove("tutorial");
      done(diagnoses().typePrinted(found, "decide " + id + " retry"));

      openAndWell(GateId.GO_NO_GO);
    }
  }

  @Test
  void a_limit_below_one_record_is_told_with_413_and_mended_by_raising_it() throws Exception {
    MadeCertificates ours = new MadeCertificates(Files.createDirectory(folder.resolve("ours")));
    try (MoodyGateway gateway = gateway(ours);
        AutoCloseable worker =
            stage.worker(
                BeforeActivities.first(
                    "ImportImportWhole", () -> gateway.is(MoodyGateway.Mood.NARROW)))) {
      start();
      migration.approve(GateId.PRE_MIGRATION);
      heldOrOpen();

      JsonNode found = diagnoses().first(id, "target-refuses");
      assertThat(found.path("evidence").toString()).contains("413");
      assertThat(found.path("remedies").toString()).contains("raise the limit");
      gateway.is(MoodyGateway.Mood.WELL);
      done(diagnoses().typePrinted(found, "decide " + id + " retry"));

      openAndWell(GateId.GO_NO_GO);
    }
  }

  @Tag("releases")
  @Test
  void requests_that_a_gateway_halves_are_noted_with_the_setting_that_limits_them()
      throws Exception {
    MadeCertificates ours = new MadeCertificates(Files.createDirectory(folder.resolve("ours")));
    try (MoodyGateway gateway = gateway(ours);
        AutoCloseable worker =
            stage.worker(
                BeforeActivities.first(
                    "ImportImportWhole", () -> gateway.is(MoodyGateway.Mood.TIGHT)))) {
      start();
      migration.approve(GateId.PRE_MIGRATION);

      JsonNode found = diagnoses().first(id, "small-requests");
      assertThat(found.path("severity").asText()).isEqualTo("NOTE");
      assertThat(found.path("evidence").toString()).contains("arget " + gateway.url());
      assertThat(found.path("remedies").toString()).contains("client_max_body_size");
      gateway.is(MoodyGateway.Mood.WELL);

      openAndWell(GateId.GO_NO_GO);
    }
  }

  @Tag("releases")
  @Test
  void a_limit_that_the_dry_run_meets_is_told_before_the_freeze_and_the_plan_starts_again()
      throws Exception {
    MadeCertificates ours = new MadeCertificates(Files.createDirectory(folder.resolve("ours")));
    try (MoodyGateway gateway = gateway(ours);
        AutoCloseable worker =
            stage.worker(
                BeforeActivities.first(
                    "DryRunRehearse", () -> gateway.is(MoodyGateway.Mood.NARROW)))) {
      start();
      migration.until(RunState.STOPPED);

      JsonNode found = diagnoses().first(id, "target-refuses");
      assertThat(found.path("evidence").toString()).contains("413");
      gateway.is(MoodyGateway.Mood.WELL);
      // The next test's id would be the one that is spent here.
      assertThat(stage.newDatabase()).isNotEmpty();
      done(diagnoses().typePrinted(found, "start"));
      id = id.replaceFirst("\\d+$", "") + (Integer.parseInt(id.replaceFirst("^.*-", "")) + 1);
      assertThat(type("status", id).out()).contains(id);
    }
  }

  private MoodyGateway gateway(MadeCertificates ours) throws Exception {
    MoodyGateway gateway =
        new MoodyGateway(
            stage.targetUrl(), ours.issue("gateway", "-ext", MadeCertificates.HERE).context());
    String url = "target: {url: \"" + gateway.url() + "\"";
    Files.writeString(
        plan,
        migration.to(gateway.url()).plan().replace(url, url + ", ca: " + ours.authority()) + QUICK);
    return gateway;
  }

  // What is done to the target.

  /** As the first record of a collection that has none yet, and so its dimension. */
  private void writeAnotherDimension(String collection) {
    try (WritableServer target = stage.target(migration.database())) {
      CollectionInfo empty =
          target.collections().stream()
              .filter(each -> each.id().equals(collection))
              .findFirst()
              .orElseThrow();
      written = empty.name();
      target.upsert(
          empty,
          List.of(new ChromaRecord("stranger", "a stranger", null, Map.of(), new float[] {1, 2})));
    }
  }

  /** The same records in a collection made anew, which measures otherwise. */
  private void measureByAnotherDistance() {
    try (WritableServer target = stage.target(migration.database())) {
      CollectionInfo right = target.collection("tutorial").orElseThrow();
      List<ChromaRecord> records = new ArrayList<>();
      target.records(right, target.firstIds(right, 1_000), records::add);
      target.drop(right);
      DistanceFunction other =
          right.distance() == DistanceFunction.L2 ? DistanceFunction.COSINE : DistanceFunction.L2;
      target.upsert(
          target.create(new NewCollection("tutorial", right.metadata(), other, right.index())),
          records);
    }
  }

  private void remove(String collection) {
    try (WritableServer target = stage.target(migration.database())) {
      target.drop(target.collection(collection).orElseThrow());
    }
  }

  // Diagnosing and typing.

  private void start() {
    done(type("start", plan.toString()));
  }

  private static void done(Typed typed) {
    assertThat(typed.exitCode()).as("%s", typed).isZero();
  }

  /** In HOLD; a run that came to its decision all the same is told at once. */
  private void heldOrOpen() {
    MigrationStatus status =
        migration.until(
            "HOLD",
            now ->
                now.state() == RunState.HOLD
                    || now.state().ended()
                    || TestMigration.line(now, GateId.GO_NO_GO).open());
    assertThat(status.state()).as("%s", status.reason()).isEqualTo(RunState.HOLD);
  }

  private void openAndWell(GateId gate) {
    migration.until(
        gate + " open",
        status -> {
          assertThat(status.state().ended()).as("%s", status.reason()).isFalse();
          return TestMigration.line(status, gate).open();
        });
    assertThat(type("diagnose", id).exitCode()).isEqualTo(ExitCode.DONE);
  }

  private Diagnoses diagnoses() {
    return new Diagnoses(environment());
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
