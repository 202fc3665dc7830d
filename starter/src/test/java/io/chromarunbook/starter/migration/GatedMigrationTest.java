package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.gate.Endpoint;
import io.chromarunbook.gate.Gate;
import io.chromarunbook.gate.GateOptions;
import io.chromarunbook.starter.command.Typed;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.runbook.Confirmation;
import io.chromarunbook.workflows.runbook.MigrationOutcome;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A whole migration by the gate, under an application that writes and reads all the while. */
@Tag("servers")
@ExtendWith(MigrationStage.Extension.class)
@Timeout(300)
@SuppressWarnings("try") // the worker works while it is open
class GatedMigrationTest {

  private static final String COLLECTION = "tutorial";

  private final MigrationStage stage;
  @TempDir private Path folder;
  private Gate gate;
  private TestMigration migration;

  GatedMigrationTest(MigrationStage stage) {
    this.stage = stage;
  }

  @BeforeEach
  void opens_a_gate() throws IOException {
    Files.writeString(folder.resolve("token"), "a-token-of-this-test");
    gate = open("127.0.0.1:0", "127.0.0.1:0");
    migration = new TestMigration(stage).seed(200);
  }

  private Gate open(String listen, String admin) {
    return Gate.open(
        new GateOptions(
            stage.sourceUrl(),
            Optional.empty(),
            Endpoint.of("--listen", listen),
            Endpoint.of("--admin", admin),
            folder.resolve("token"),
            folder.resolve("gate"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            GateOptions.WriteKeeping.JOURNAL,
            GateOptions.PATIENCE));
  }

  @AfterEach
  void closes_it() {
    gate.close();
  }

  private String plan() {
    String plan = migration.plan();
    return plan.substring(0, plan.indexOf("traffic:"))
            .replace(
                "source: {url: \"" + stage.sourceUrl() + "\"",
                "source: {url: \"" + stage.sourceUrl() + "\", frontDoor: \"" + gate.url() + "\"")
        + "traffic: {mode: gate, gate: {admin: \"%s\", token: {file: \"%s\"}}}\n"
            .formatted(gate.adminUrl(), folder.resolve("token"));
  }

  private WritableServer throughTheGate() {
    return ChromaServers.toWrite(
        new ServerAddress(
            URI.create(gate.url()), ServerAddress.DEFAULT_TENANT, migration.database(), Map.of()));
  }

  @Test
  void writes_are_refused_from_the_freeze_to_the_cutover_and_none_that_was_taken_is_lost()
      throws Exception {
    try (AutoCloseable worker = stage.worker();
        ConstantWriter writer = new ConstantWriter(this::throughTheGate, COLLECTION)) {
      await().until(() -> writer.written().size() > 20);
      migration.start(plan(), "timeline: {monitoring: PT3S, probeEvery: PT1S}\n");
      migration.approve(GateId.PRE_MIGRATION);
      migration.until("the gate", status -> TestMigration.line(status, GateId.GO_NO_GO).open());
      int before = writer.written().size();
      assertThat(migration.status().freeze().message())
          .containsPattern("The gate has refused \\d+ writes? of \\d+ clients? since");
      assertThat(migration.running().evidence().facts().get("way back rehearsed"))
          .startsWith("yes: collections read by the ids that applications know");
      assertThat(writer.refused()).isNotEmpty().allMatch(said -> said.contains(migration.id()));
      migration.approve(GateId.GO_NO_GO);
      MigrationStatus completed = migration.until(RunState.COMPLETED);
      await().until(() -> writer.written().size() > before + 20);
      MigrationOutcome outcome = migration.close();
      writer.stop();

      assertThat(completed.decision()).isEqualTo("GO");
      assertThat(completed.totals().equal()).isEqualTo(200 + before);
      assertThat(completed.window().figures().searches()).isPositive();
      assertThat(completed.window().figures().door().requests()).isPositive();
      assertThat(completed.alarms()).isEmpty();
      assertThat(outcome.state()).isEqualTo(RunState.COMPLETED);
      assertThat(writer.failures()).isEmpty();
      assertThat(writer.reads()).isPositive();
      assertThat(atTarget()).containsAll(writer.written());
    }
  }

  @Test
  void a_way_back_leaves_the_writes_of_the_window_at_the_target_and_names_every_one()
      throws Exception {
    try (AutoCloseable worker = stage.worker();
        ConstantWriter writer = new ConstantWriter(this::throughTheGate, COLLECTION)) {
      await().until(() -> writer.written().size() > 20);
      migration.start(plan(), "timeline: {monitoring: PT10M, probeEvery: PT1S}\n");
      migration.approve(GateId.PRE_MIGRATION);
      migration.until("the gate", status -> TestMigration.line(status, GateId.GO_NO_GO).open());
      int before = writer.written().size();
      migration.approve(GateId.GO_NO_GO);
      migration.until(RunState.MONITORING);
      await().until(() -> writer.written().size() > before + 20);
      assertThat(order(null)).isInstanceOf(Reply.Refused.class);
      // He who writes all the while makes every number too small; the one that was told counts.
      assertThat(order("" + migration.status().wayBack().leftBehind().total()))
          .isInstanceOf(Reply.Accepted.class);
      MigrationOutcome outcome = migration.outcome();
      int after = writer.written().size();
      await().until(() -> writer.written().size() > after + 20);
      writer.stop();

      assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
      assertThat(writer.failures()).isEmpty();
      List<String> written = writer.written();
      List<String> source = at(stage.source(migration.database()));
      List<String> lost = new ArrayList<>(written);
      lost.removeAll(source);
      assertThat(lost).isNotEmpty();
      assertThat(migration.status().wayBack().leftBehind().total()).isEqualTo(lost.size());
      assertThat(atTarget()).containsAll(lost);
    }
  }

  @Test
  void a_gate_that_is_gone_is_told_while_it_is_waited_for_and_then_who_has_it_done_how()
      throws Exception {
    try (AutoCloseable worker = stage.worker()) {
      migration.start(plan(), "");
      migration.approve(GateId.PRE_MIGRATION);
      migration.until("the gate", status -> TestMigration.line(status, GateId.GO_NO_GO).open());
      String admin = gate.adminUrl();
      gate.close();
      assertThat(migration.running().answerAbort(migration.order("ann")))
          .isInstanceOf(Reply.Accepted.class);

      migration.until(
          "an outage of the gate",
          status ->
              status.outages().stream().anyMatch(outage -> outage.what().equals("gate " + admin)));
      MigrationStatus asking = migration.until("a person", status -> !status.manual().isEmpty());
      assertThat(asking.manual().get(0).instruction())
          .contains("No gate answers at " + admin)
          .contains("./runbook gate thaw --admin " + admin)
          .contains("--migration " + migration.id());

      gate = open(gate.url().substring(7), admin.substring(7));
      Typed thawed =
          Typed.in(
              MigrationStage.environment(),
              "gate",
              "thaw",
              "--admin",
              admin,
              "--token-file",
              folder.resolve("token").toString(),
              "--migration",
              migration.id(),
              "--by",
              "ed");
      assertThat(thawed.exitCode()).as("%s", thawed).isZero();
      assertThat(
              migration
                  .running()
                  .answerConfirm(
                      new Confirmation(
                          UUID.randomUUID().toString(), TrafficAction.THAW, "ed", null, false)))
          .isInstanceOf(Reply.Accepted.class);
      assertThat(migration.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
    }
  }

  private Reply order(String acceptLoss) {
    return migration
        .running()
        .answerRollback(new Order(UUID.randomUUID().toString(), "ann", "a test", acceptLoss, null));
  }

  private List<String> atTarget() {
    return at(stage.target(migration.database()));
  }

  private static List<String> at(WritableServer opened) {
    List<String> ids = new ArrayList<>();
    try (WritableServer server = opened) {
      CollectionInfo collection = server.collection(COLLECTION).orElseThrow();
      server.ids(collection, ids::add);
    }
    return ids;
  }
}
