package io.chromarunbook.starter.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.runbook.MigrationOutcome;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole migrations on real servers. */
@ExtendWith(MigrationStage.Extension.class)
@Timeout(240)
@SuppressWarnings("try") // a worker works while it is open
@Tag("servers")
class RealMigrationTest {

  private static final String QUICK =
      "timeline: {monitoring: PT3S, probeEvery: PT1S, hold: PT3S}\nimport: {partSize: 500}\n";
  private static final String COLLECTION = "sql_language";

  private final MigrationStage stage;

  RealMigrationTest(MigrationStage stage) {
    this.stage = stage;
  }

  @AfterEach
  void thaw() {
    stage.thaw();
  }

  @Test
  void every_record_of_two_thousand_arrives_as_the_plan_wants_it() throws Exception {
    TestMigration migration = new TestMigration(stage).seed(2000);
    try (AutoCloseable worker = stage.worker(BeforeActivities.nothing())) {
      migration.start(QUICK).approve(GateId.PRE_MIGRATION).approve(GateId.GO_NO_GO);
      MigrationStatus completed = migration.until(RunState.COMPLETED);

      assertThat(completed.state()).isEqualTo(RunState.COMPLETED);
      assertThat(completed.totals().equal()).isEqualTo(2000);
      assertThat(completed.steps())
          .filteredOn(step -> step.id() == Step.SNAPSHOT)
          .singleElement()
          .satisfies(step -> assertThat(step.note()).contains("of them restored and equal"));
      assertThat(
              IndependentComparison.differences(
                  stage.sourceUrl(), stage.targetUrl(), migration.database(), 2000))
          .isEmpty();
      MigrationOutcome outcome = migration.close();
      assertThat(outcome.decision()).isEqualTo("GO");
      assertThat(Path.of(outcome.report())).content().contains("GO, moved over");
      assertReported(Path.of(outcome.report()).resolveSibling("report.html"));
      Histories.record(stage.client(), "happy", migration.id());
    }
    assertThat(marks(migration)).isEmpty();
  }

  /** What the run measured is drawn, and that it was closed after its end is said too. */
  private static void assertReported(Path html) throws IOException {
    Document page = Jsoup.parse(Files.readString(html));
    assertThat(page.selectFirst("h1").text()).endsWith("GO, moved over");
    assertThat(page.selectFirst("dl").text()).contains("a rollback is not possible any more");
    assertThat(page.select("figcaption").eachText())
        .anyMatch(title -> title.startsWith("What each step took"))
        .anyMatch(title -> title.startsWith("Throughput by part"))
        .anyMatch(title -> title.startsWith("Batch latency by part"))
        .anyMatch(title -> title.startsWith("Recall by collection"))
        .anyMatch(title -> title.startsWith("Probes of the window"));
    assertThat(page.select("#window tbody tr")).isNotEmpty();
  }

  private List<String> marks(TestMigration migration) {
    try (WritableServer target = stage.target(migration.database())) {
      return target.collections().stream()
          .flatMap(collection -> collection.metadata().keySet().stream())
          .filter(key -> key.startsWith("runbook:"))
          .toList();
    }
  }

  @Test
  void a_worker_killed_in_mid_import_is_replaced_and_nothing_is_lost_or_doubled()
      throws IOException {
    TestMigration migration = new TestMigration(stage).seed(4000);
    Process first = stage.workerProcess();
    Process second = null;
    try {
      migration.start(QUICK).approve(GateId.PRE_MIGRATION);
      MigrationStatus before =
          migration.until(
              "mid-import",
              status ->
                  status.step() == Step.MIGRATION
                      && status.progress().recordsDone() > 500
                      && status.progress().recordsDone() < 3000);
      assertThat(before.step()).isEqualTo(Step.MIGRATION);
      first.destroyForcibly();
      await().until(() -> !first.isAlive());
      second = stage.workerProcess();
      migration.approve(GateId.GO_NO_GO);

      MigrationStatus completed = migration.until(RunState.COMPLETED);
      assertThat(completed.state()).isEqualTo(RunState.COMPLETED);
      assertThat(
              IndependentComparison.differences(
                  stage.sourceUrl(), stage.targetUrl(), migration.database(), 4000))
          .isEmpty();
      migration.close();
      Histories.record(stage.client(), "worker-killed", migration.id());
    } finally {
      first.destroyForcibly();
      if (second != null) {
        second.destroy();
      }
    }
  }

  /** What somebody does to the target between import and validation. */
  private interface Damage extends BiConsumer<WritableServer, CollectionInfo> {}

  static Stream<Arguments> damages() {
    return Stream.of(
        damage(
            "one record deleted",
            "counts-match",
            (target, collection) ->
                target.delete(collection, List.of(firstId(target, collection)))),
        damage(
            "one document changed",
            "unexplained-differences",
            (target, collection) -> {
              ChromaRecord record = first(target, collection);
              target.upsert(
                  collection,
                  List.of(
                      new ChromaRecord(
                          record.id(),
                          record.document() + ".",
                          null,
                          record.metadata(),
                          record.embedding())));
            }),
        damage(
            "one vector changed",
            "unexplained-differences",
            (target, collection) -> {
              ChromaRecord record = first(target, collection);
              float[] other = record.embedding().clone();
              other[7] += 0.01f;
              target.upsert(
                  collection,
                  List.of(
                      new ChromaRecord(
                          record.id(), record.document(), null, record.metadata(), other)));
            }),
        damage(
            "one metadata value changed",
            "unexplained-differences",
            (target, collection) -> {
              ChromaRecord record = first(target, collection);
              Map<String, Object> other = new HashMap<>(record.metadata());
              other.put("chars", ((Long) other.get("chars")) + 1);
              target.upsert(
                  collection,
                  List.of(
                      new ChromaRecord(
                          record.id(), record.document(), null, other, record.embedding())));
            }),
        damage(
            "one record added",
            "counts-match",
            (target, collection) -> {
              ChromaRecord record = first(target, collection);
              target.upsert(
                  collection,
                  List.of(
                      new ChromaRecord(
                          "somebody-else",
                          record.document(),
                          null,
                          record.metadata(),
                          record.embedding())));
            }));
  }

  private static Arguments damage(String name, String criterion, Damage damage) {
    return Arguments.of(name, criterion, damage);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void damage_at_the_target_holds_the_run_and_silence_rolls_it_back(
      String name, String criterion, Damage damage) throws Exception {
    TestMigration migration = new TestMigration(stage).seed(300);
    BeforeActivities before =
        BeforeActivities.first(
            "ValidationCompareTargetAndSearch",
            () -> {
              try (WritableServer target = stage.target(migration.database())) {
                damage.accept(target, target.collection(COLLECTION).orElseThrow());
              }
            });
    try (AutoCloseable worker = stage.worker(before)) {
      migration.start(QUICK).approve(GateId.PRE_MIGRATION);
      MigrationStatus held = migration.until(RunState.HOLD);
      assertThat(before.happened()).isTrue();
      assertThat(held.state()).isEqualTo(RunState.HOLD);
      assertThat(held.criteria())
          .filteredOn(Criterion::failed)
          .extracting(Criterion::id)
          .contains(criterion);

      MigrationOutcome outcome = migration.outcome();
      assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
      assertThat(outcome.decision()).isEqualTo("NO-GO");
      Histories.record(stage.client(), "no-go-" + criterion, migration.id());
    }
    try (WritableServer source = stage.source(migration.database())) {
      CollectionInfo collection = source.collection(COLLECTION).orElseThrow();
      source.delete(collection, List.of(firstId(source, collection)));
    }
  }

  @Test
  void a_retry_mends_what_was_damaged_and_go_follows() throws Exception {
    TestMigration migration = new TestMigration(stage).seed(300);
    BeforeActivities before =
        BeforeActivities.first(
            "ValidationCompareTargetAndSearch",
            () -> {
              try (WritableServer target = stage.target(migration.database())) {
                CollectionInfo collection = target.collection(COLLECTION).orElseThrow();
                target.delete(collection, List.of(firstId(target, collection)));
              }
            });
    try (AutoCloseable worker = stage.worker(before)) {
      migration
          .start("timeline: {monitoring: PT3S, probeEvery: PT1S}\n")
          .approve(GateId.PRE_MIGRATION);
      migration.until(RunState.HOLD);
      assertThat(migration.decide(Choice.RETRY, "bo")).isInstanceOf(Reply.Accepted.class);
      migration.approve(GateId.GO_NO_GO);
      assertThat(migration.until(RunState.COMPLETED).totals().equal()).isEqualTo(300);
      migration.close();
    }
    assertThat(
            IndependentComparison.differences(
                stage.sourceUrl(), stage.targetUrl(), migration.database(), 300))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ValidationCompareSource", "ValidationConcludeValidation"})
  void a_write_to_the_source_after_a_broken_freeze_is_found_before_the_switch(String when)
      throws Exception {
    TestMigration migration = new TestMigration(stage).seed(300);
    BeforeActivities before =
        BeforeActivities.first(
            when,
            () -> {
              stage.thaw();
              try (WritableServer source = stage.source(migration.database())) {
                CollectionInfo collection = source.collection(COLLECTION).orElseThrow();
                source.update(collection, firstId(source, collection), "written after the freeze");
              }
              stage.freeze();
            });
    try (AutoCloseable worker = stage.worker(before)) {
      migration.start(QUICK).approve(GateId.PRE_MIGRATION);
      if (when.equals("ValidationConcludeValidation")) {
        migration.approve(GateId.GO_NO_GO);
      }
      MigrationOutcome outcome = migration.outcome();
      assertThat(before.happened()).isTrue();
      assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
      assertThat(outcome.reason()).contains(COLLECTION, "changed at the source");
      Histories.record(stage.client(), "source-changed-" + when, migration.id());
    }
    assertThat(Files.exists(stage.home().resolve(migration.id() + ".switched"))).isFalse();
  }

  @Test
  void a_source_thawed_at_the_gate_holds_the_run_until_a_person_has_it_frozen_again()
      throws Exception {
    TestMigration migration = new TestMigration(stage).seed(60);
    try (AutoCloseable worker = stage.worker()) {
      migration.start(QUICK).approve(GateId.PRE_MIGRATION);
      migration.until("the gate", status -> TestMigration.line(status, GateId.GO_NO_GO).open());
      stage.thaw();

      MigrationStatus held = migration.until(RunState.HOLD);
      assertThat(held.freeze().standing()).isEqualTo(FreezeLine.Standing.BROKEN);
      assertThat(migration.decide(Choice.RETRY, "bo")).isInstanceOf(Reply.Accepted.class);
      MigrationStatus again =
          migration.until(
              "the gate again", status -> TestMigration.line(status, GateId.GO_NO_GO).open());
      assertThat(again.freeze().standing()).isEqualTo(FreezeLine.Standing.PROVEN);
      migration.approve(GateId.GO_NO_GO);
      assertThat(migration.until(RunState.COMPLETED).decision()).isEqualTo("GO");
      migration.close();
      Histories.record(stage.client(), "thawed-at-the-gate", migration.id());
    }
  }

  @Test
  void a_rollback_ordered_while_the_window_is_watched_goes_all_the_way_back() throws Exception {
    TestMigration migration = new TestMigration(stage).seed(300);
    String before = "# ours\r\nCHROMA_URL=" + stage.sourceUrl() + "  # moves\r\n";
    Path settings = Files.writeString(stage.home().resolve(migration.id() + ".env"), before);
    try (AutoCloseable worker = stage.worker(BeforeActivities.nothing())) {
      migration
          .start(
              migration.planSwitchingBy(settings),
              "timeline: {monitoring: PT10M, probeEvery: PT1S}\n")
          .approve(GateId.PRE_MIGRATION)
          .approve(GateId.GO_NO_GO);
      migration.until(RunState.MONITORING);
      assertThat(Files.readString(settings))
          .isEqualTo(before.replace(stage.sourceUrl(), stage.targetUrl()));
      assertThat(migration.running().answerRollback(migration.order("di")))
          .isInstanceOf(Reply.Accepted.class);
      assertThat(migration.outcome().state()).isEqualTo(RunState.ROLLED_BACK);
      Histories.record(stage.client(), "rollback", migration.id());
    }
    assertThat(Files.readString(settings)).isEqualTo(before);
    try (WritableServer source = stage.source(migration.database())) {
      CollectionInfo collection = source.collection(COLLECTION).orElseThrow();
      source.delete(collection, List.of(firstId(source, collection)));
    }
  }

  @Test
  void a_snapshot_that_cannot_be_restored_ends_the_run_before_anything_is_written()
      throws Exception {
    TestMigration migration = new TestMigration(stage).seed(60);
    Path part =
        stage
            .home()
            .resolve("runs")
            .resolve(migration.id())
            .resolve("snapshot/collections/00001/part-00001.jsonl.zst");
    BeforeActivities before =
        BeforeActivities.first(
            "RestoreIntoScratch",
            () -> {
              try {
                byte[] content = Files.readAllBytes(part);
                content[content.length / 2] ^= 1;
                Files.write(part, content);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try (AutoCloseable worker = stage.worker(before)) {
      migration.start(QUICK).approve(GateId.PRE_MIGRATION);
      MigrationOutcome outcome = migration.outcome();
      assertThat(before.happened()).isTrue();
      assertThat(outcome.state()).isEqualTo(RunState.ROLLED_BACK);
      assertThat(outcome.reason()).contains(part.toString());
      Histories.record(stage.client(), "unrestorable.runbook", migration.id(), migration.runId());
    }
    try (WritableServer target = stage.target(migration.database())) {
      assertThat(target.collections()).isEmpty();
    }
  }

  private static String firstId(WritableServer server, CollectionInfo collection) {
    return first(server, collection).id();
  }

  private static ChromaRecord first(WritableServer server, CollectionInfo collection) {
    List<String> ids = new ArrayList<>();
    server.ids(collection, ids::add);
    List<ChromaRecord> found = new ArrayList<>();
    server.records(collection, List.of(ids.get(0)), found::add);
    return found.get(0);
  }
}
