package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people decide in a HOLD mends a real target record by record. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(240)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class RealMendingTest {

  private static final String QUICK =
      "timeline: {monitoring: PT3S, probeEvery: PT1S}\nimport: {partSize: 50}\n";
  private static final String REQUIRED = "package: {type: string, required: true}";
  private static final String DEFAULTED =
      "package: {type: string, required: true, default: unknown}";
  private static final String COLLECTION = "sql_language";

  private final MigrationStage stage;

  RealMendingTest(MigrationStage stage) {
    this.stage = stage;
  }

  @AfterEach
  void thaw() {
    stage.thaw();
  }

  private static void decide(TestMigration migration, Choice choice) {
    assertThat(migration.decide(choice, "bo")).isInstanceOf(Reply.Accepted.class);
  }

  private static List<ChromaRecord> firstOf(WritableServer server, CollectionInfo info, int most) {
    List<String> ids = new ArrayList<>();
    server.ids(info, ids::add);
    List<ChromaRecord> found = new ArrayList<>();
    server.records(info, ids.subList(0, most), found::add);
    return found;
  }

  /** A record lost, one with another document, one with a key that nobody asked for. */
  private void damage(TestMigration migration) {
    try (WritableServer target = stage.target(migration.database())) {
      CollectionInfo info = target.collection(COLLECTION).orElseThrow();
      List<ChromaRecord> records = firstOf(target, info, 3);
      target.delete(info, List.of(records.get(0).id()));
      Map<String, Object> more = new HashMap<>(records.get(2).metadata());
      more.put("nobody-asked", "for this");
      target.upsert(
          info,
          List.of(
              changed(records.get(1), records.get(1).document() + ".", Map.of()),
              changed(records.get(2), records.get(2).document(), more)));
    }
  }

  private static ChromaRecord changed(
      ChromaRecord record, String document, Map<String, Object> metadata) {
    return new ChromaRecord(record.id(), document, null, metadata, record.embedding());
  }

  /** A copy of a record of the source that has lost a field the plan requires. */
  private void addRecordWithoutPackage(TestMigration migration) {
    try (WritableServer source = stage.source(migration.database())) {
      CollectionInfo info = source.collection(COLLECTION).orElseThrow();
      ChromaRecord like = firstOf(source, info, 1).get(0);
      Map<String, Object> metadata = new HashMap<>(like.metadata());
      metadata.remove("package");
      source.upsert(
          info,
          List.of(
              new ChromaRecord("without-package", "no package", null, metadata, like.embedding())));
    }
  }

  @Test
  void a_repair_brings_back_what_was_damaged_and_go_follows_with_everything_equal()
      throws Exception {
    TestMigration migration = new TestMigration(stage).seed(300);
    BeforeActivities before =
        BeforeActivities.first("ValidationCompareTargetAndSearch", () -> damage(migration));
    try (AutoCloseable worker = stage.worker(before)) {
      migration.start(QUICK).approve(GateId.PRE_MIGRATION);
      assertThat(counts(migration.until(RunState.HOLD).totals()))
          .containsExactly(300, 297, 0, 2, 1, 0);

      decide(migration, Choice.REPAIR);
      migration.approve(GateId.GO_NO_GO);

      assertThat(migration.until(RunState.COMPLETED).totals().equal()).isEqualTo(300);
      migration.close();
      Histories.record(stage.client(), "repaired", migration.id());
    }
    assertThat(
            IndependentComparison.differences(
                stage.sourceUrl(), stage.targetUrl(), migration.database(), 300))
        .isEmpty();
  }

  @Test
  void an_overfull_quarantine_holds_the_run_until_an_amended_plan_lets_the_record_pass()
      throws Exception {
    TestMigration migration = new TestMigration(stage).seed(300);
    // After the dry-run, which would have found it.
    BeforeActivities before =
        BeforeActivities.first("TrafficWriteBreakGlass", () -> addRecordWithoutPackage(migration));
    try (AutoCloseable worker = stage.worker(before)) {
      migration.start(QUICK).approve(GateId.PRE_MIGRATION);
      MigrationStatus held = migration.until(RunState.HOLD);
      assertThat(held.step()).isEqualTo(Step.MIGRATION);
      assertThat(held.reason()).contains("quarantine", "transform.fields.package");

      assertThat(migration.amend(migration.plan().replace(REQUIRED, DEFAULTED) + QUICK, "bo"))
          .isInstanceOf(Reply.Accepted.class);
      migration.until(
          "amended",
          status ->
              status.state() == RunState.HOLD && !status.planDigest().equals(held.planDigest()));
      decide(migration, Choice.REPLAY);
      migration.approve(GateId.GO_NO_GO);

      assertThat(counts(migration.until(RunState.COMPLETED).totals()))
          .containsExactly(301, 301, 0, 0, 0, 0);
      migration.close();
      Histories.record(stage.client(), "amended-and-replayed", migration.id());
    }
    assertThat(packageAtTarget(migration)).isEqualTo("unknown");
  }

  @Test
  void a_quarantined_record_comes_over_by_a_replay_and_the_damaged_ones_by_a_repair()
      throws Exception {
    TestMigration migration = new TestMigration(stage).seed(300);
    addRecordWithoutPackage(migration);
    String more = QUICK + "quarantine: {maxRecords: 1}\n";
    BeforeActivities before =
        BeforeActivities.first("ValidationCompareTargetAndSearch", () -> damage(migration));
    try (AutoCloseable worker = stage.worker(before)) {
      migration.start(more).approve(GateId.PRE_MIGRATION);
      MigrationStatus held = migration.until(RunState.HOLD);
      assertThat(counts(held.totals())).containsExactly(301, 297, 1, 2, 1, 0);
      migration.amend(migration.plan().replace(REQUIRED, DEFAULTED) + more, "ann");
      migration.until(
          "amended",
          status ->
              status.state() == RunState.HOLD && !status.planDigest().equals(held.planDigest()));

      decide(migration, Choice.REPLAY);
      migration.until(
          "replayed",
          status -> status.state() == RunState.HOLD && status.totals().quarantined() == 0);
      decide(migration, Choice.REPAIR);
      migration.approve(GateId.GO_NO_GO);

      assertThat(counts(migration.until(RunState.COMPLETED).totals()))
          .containsExactly(301, 301, 0, 0, 0, 0);
      migration.close();
    }
    assertThat(packageAtTarget(migration)).isEqualTo("unknown");
  }

  /**
   * Snapshot, equal, quarantined, different, missing, added: how exactly equal is another test's.
   */
  private static List<Integer> counts(Totals totals) {
    return Stream.of(
            totals.snapshot(),
            totals.equal(),
            totals.quarantined(),
            totals.different(),
            totals.missing(),
            totals.added())
        .map(Math::toIntExact)
        .toList();
  }

  private Object packageAtTarget(TestMigration migration) {
    try (WritableServer target = stage.target(migration.database())) {
      List<ChromaRecord> found = new ArrayList<>();
      target.records(
          target.collection(COLLECTION).orElseThrow(), List.of("without-package"), found::add);
      return found.get(0).metadata().get("package");
    }
  }
}
