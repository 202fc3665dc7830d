package io.chromarunbook.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.LocalRun;
import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.CapacityReport;
import io.chromarunbook.workflows.steps.CollectionLine;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.InventorySummary;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryActivitiesTest {

  private static final String NO_BACKUP = "inventory.no-backup";

  @TempDir Path home;

  @Test
  void collections_are_counted_and_sorted_by_name() {
    try (LocalRun run = LocalRun.planned(home, "collections: {rename: {beta: new-beta}}")) {
      run.seed("gamma", 3);
      run.seed("beta", 150);

      InventorySummary summary = activities(run).takeInventory(run.reference());

      assertThat(summary.lines())
          .containsExactly(
              new CollectionLine("beta", "new-beta", 150), new CollectionLine("gamma", "gamma", 3));
      assertThat(summary.records()).isEqualTo(153);
      assertThat(ids(summary.findings())).containsExactly(NO_BACKUP);
    }
  }

  @Test
  void the_file_gives_back_what_the_server_said_with_types_of_metadata() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      CollectionInfo made =
          run.source()
              .create(
                  new NewCollection(
                      "docs",
                      Map.of("hnsw:M", 32L),
                      DistanceFunction.COSINE,
                      IndexSettings.DEFAULTS));
      run.source().upsert(made, List.of(LocalRun.plain(1)));
      activities(run).takeInventory(run.reference());

      Inventory inventory = Inventory.read(run.folder().inventory());

      assertThat(inventory.collections().get(0).info())
          .isEqualTo(run.source().collection("docs").orElseThrow());
      assertThat(inventory.collections().get(0).metadataKeys())
          .isEqualTo(Map.of("number", List.of("integer"), "lang", List.of("string")));
      assertThat(inventory.server().version()).isEqualTo("0.5.23");
    }
  }

  @Test
  void a_mistyped_collection_blocks_and_the_nearest_name_is_given() {
    try (LocalRun run = LocalRun.planned(home, "collections: {include: [handbok, notes]}")) {
      run.seed("handbook", 1);
      run.seed("notes", 1);

      assertThat(blocking(activities(run).takeInventory(run.reference())))
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.message()).contains("'handbok'", "nearest", "'handbook'"));
    }
  }

  @Test
  void a_plan_that_selects_nothing_blocks() {
    try (LocalRun run = LocalRun.planned(home, "collections: {exclude: [\"*\"]}")) {
      run.seed("docs", 1);

      assertThat(ids(blocking(activities(run).takeInventory(run.reference()))))
          .containsExactly("inventory.nothing-selected");
    }
  }

  @Test
  void two_collections_of_one_target_name_block() {
    try (LocalRun run = LocalRun.planned(home, "collections: {rename: {first: second}}")) {
      run.seed("first", 1);
      run.seed("second", 1);

      assertThat(ids(blocking(activities(run).takeInventory(run.reference()))))
          .containsExactly("inventory.same-target");
    }
  }

  @Test
  void a_name_the_target_does_not_take_blocks() {
    try (LocalRun run = LocalRun.planned(home, "collections: {rename: {first: \"a b\"}}")) {
      run.seed("first", 1);

      assertThat(ids(blocking(activities(run).takeInventory(run.reference()))))
          .containsExactly("inventory.bad-target-name");
    }
  }

  @Test
  void a_backup_that_is_not_there_blocks_and_one_that_is_does_not() {
    try (LocalRun run = LocalRun.withSource(home, "backup: /no/such/backup")) {
      run.seed("docs", 1);
      assertThat(ids(blocking(activities(run).takeInventory(run.reference()))))
          .containsExactly("inventory.backup-missing");
    }
    try (LocalRun run = LocalRun.withSource(home.resolve("other"), "backup: \"" + home + "\"")) {
      run.seed("docs", 1);
      assertThat(blocking(activities(run).takeInventory(run.reference()))).isEmpty();
    }
  }

  @Test
  void a_still_source_has_no_drift_and_other_counts_are_only_noted() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 5);
      InventoryActivities activities = activities(run);
      activities.takeInventory(run.reference());
      assertThat(activities.takeFrozenInventory(run.reference()).findings()).isEmpty();

      add(run, LocalRun.plain(5));

      assertThat(activities.takeFrozenInventory(run.reference()).findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.weight()).isEqualTo(Finding.Weight.NOTE));
    }
  }

  @Test
  void new_vanished_and_recreated_collections_block_after_the_freeze() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("goes", 1);
      run.seed("again", 1);
      InventoryActivities activities = activities(run);
      activities.takeInventory(run.reference());
      run.source().drop(run.source().collection("goes").orElseThrow());
      run.source().drop(run.source().collection("again").orElseThrow());
      run.seed("again", 1);
      run.seed("comes", 1);

      assertThat(blocking(activities.takeFrozenInventory(run.reference())))
          .extracting(Finding::id)
          .containsExactlyInAnyOrder(
              "inventory.drift.new-collection",
              "inventory.drift.new-collection",
              "inventory.drift.vanished-collection");
    }
  }

  @Test
  void new_metadata_keys_and_types_block_after_the_freeze() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 2);
      InventoryActivities activities = activities(run);
      activities.takeInventory(run.reference());
      add(
          run,
          new ChromaRecord(
              "new", "d", null, Map.of("tag", "x", "number", "seven"), new float[] {1f, 2f}));

      assertThat(ids(blocking(activities.takeFrozenInventory(run.reference()))))
          .containsExactlyInAnyOrder("inventory.drift.new-key", "inventory.drift.new-type");
    }
  }

  @Test
  void keys_the_dry_run_saw_are_not_new_after_the_freeze() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 2);
      InventoryActivities activities = activities(run);
      activities.takeInventory(run.reference());
      DurableFile.writeJson(
          run.folder().dryRun(),
          Map.of(
              "collections",
              List.of(
                  Map.of(
                      "name",
                      "docs",
                      "keys",
                      Map.of("tag", List.of("string"), "number", List.of("string"))))));
      add(
          run,
          new ChromaRecord(
              "new", "d", null, Map.of("tag", "x", "number", "seven"), new float[] {1f, 2f}));

      assertThat(blocking(activities.takeFrozenInventory(run.reference()))).isEmpty();
    }
  }

  @Test
  void a_taken_target_name_blocks_and_others_are_listed() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 1);
      atTarget(run, "docs", Map.of());
      atTarget(run, "elsewhere", Map.of());

      CapacityReport report = capacity(run, Long.MAX_VALUE);

      assertThat(report.others()).containsExactly("elsewhere");
      assertThat(ids(report.findings())).containsExactly("capacity.name-taken");
      assertThat(report.maxBatchSize()).isEqualTo(5461);
    }
  }

  @Test
  void a_collection_with_this_runs_mark_does_not_block_and_one_of_another_run_does() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("mine", 1);
      run.seed("theirs", 1);
      atTarget(run, "mine", Map.of("runbook:migration", "kb", "runbook:run", "first-run"));
      atTarget(run, "theirs", Map.of("runbook:migration", "kb", "runbook:run", "other-run"));

      assertThat(capacity(run, Long.MAX_VALUE).findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.message()).contains("'theirs'"));
    }
  }

  @Test
  void collections_of_a_replaced_migration_do_not_block() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 1);
      Map<String, Object> mark = Map.of("runbook:migration", "old", "runbook:run", "old-run");
      atTarget(run, "docs", mark);
      recorded("old", run.target().collection("docs").orElseThrow().id());
      recorded("older", "another-uuid");
      InventoryActivities activities = activities(run);
      activities.takeInventory(run.reference());

      assertThat(activities.capacity(run.reference(), "old").findings()).isEmpty();
      assertThat(ids(activities.capacity(run.reference(), "older").findings()))
          .containsExactly("capacity.name-taken");
      assertThatThrownBy(() -> activities.capacity(run.reference(), "oldest"))
          .cause()
          .hasMessageContaining("no folder of the run oldest");
    }
  }

  @Test
  void collections_a_replaced_migration_still_has_in_use_block_before_anything_is_frozen() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 1);
      atTarget(run, "docs", Map.of());
      RunFolder old = recorded("old", run.target().collection("docs").orElseThrow().id());
      DurableFile.writeJson(
          old.traffic("switch"),
          Map.of("action", "switch", "activity", "a", "attemptedAt", "2026-11-22T20:00:00Z"));
      InventoryActivities activities = activities(run);
      activities.takeInventory(run.reference());

      assertThat(ids(activities.capacity(run.reference(), "old").findings()))
          .containsExactly("capacity.replaced-in-use", "capacity.name-taken");
      DurableFile.writeJson(
          old.end(), new RunEnd(RunState.ROLLED_BACK, Instant.now(), "NO-GO", "a test"));
      assertThat(activities.capacity(run.reference(), "old").findings()).isEmpty();
    }
  }

  /** A run that wrote down that it created the collection 'docs'. */
  private RunFolder recorded(String migration, String uuid) {
    RunFolder folder = new RunbookHome(home).run(migration);
    DurableFile.writeJson(folder.owner(), Map.of("home", "h", "migration", migration));
    Map<String, String> mark = Map.of("migration", "old", "run", "old-run", "plan", "p");
    DurableFile.writeJson(folder.created(0), Map.of("name", "docs", "uuid", uuid, "mark", mark));
    return folder;
  }

  @Test
  void twice_the_estimate_must_be_free() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 100);
      long needed = capacity(run, Long.MAX_VALUE).neededBytes();

      assertThat(needed).isBetween(100L * 2 * Float.BYTES, 100L * 100);
      assertThat(capacity(run, 2 * needed).findings()).isEmpty();
      assertThat(ids(capacity(run, 2 * needed - 1).findings())).containsExactly("capacity.disk");
    }
  }

  private static InventoryActivities activities(LocalRun run) {
    return run.activity(new InventoryActivitiesImpl(run.runs()), InventoryActivities.class);
  }

  private static CapacityReport capacity(LocalRun run, long freeBytes) {
    InventoryActivities activities =
        run.activity(
            new InventoryActivitiesImpl(run.runs(), InstantSource.system(), path -> freeBytes),
            InventoryActivities.class);
    activities.takeInventory(run.reference());
    return activities.capacity(run.reference(), null);
  }

  private static void atTarget(LocalRun run, String name, Map<String, Object> metadata) {
    run.target()
        .create(new NewCollection(name, metadata, DistanceFunction.L2, IndexSettings.DEFAULTS));
  }

  private static void add(LocalRun run, ChromaRecord record) {
    run.source().upsert(run.source().collection("docs").orElseThrow(), List.of(record));
  }

  private static List<Finding> blocking(InventorySummary summary) {
    return summary.findings().stream().filter(Finding::blocks).toList();
  }

  private static List<String> ids(List<Finding> findings) {
    return findings.stream().map(Finding::id).toList();
  }

  private static final Map<String, Object> ODD =
      Map.of("#env", "prod", "", "x", "hnsw:construction_ef", "200", "hnsw:ef", 64L);

  @Test
  void own_metadata_that_a_target_refuses_block_by_collection_and_key_with_what_mends_them() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", ODD, 1);
      run.seed("plain", Map.of("owner", "ann"), 1);

      List<Finding> findings = blocking(activities(run).takeInventory(run.reference()));

      assertThat(ids(findings)).hasSize(4).containsOnly("inventory.collection-metadata");
      assertThat(findings).extracting(Finding::message).allMatch(each -> each.contains("'docs'"));
      assertThat(findings)
          .extracting(Finding::message)
          .anyMatch(each -> each.contains("{metadata: {rename: {\"#env\": env}}}"))
          .anyMatch(each -> each.contains("{metadata: {rename: {\"\": renamed}}}"))
          .anyMatch(each -> each.contains("{metadata: {set: {\"hnsw:construction_ef\": 200}}}"))
          .anyMatch(each -> each.contains("{metadata: {drop: [\"hnsw:ef\"]}}"));
    }
  }

  @Test
  void a_plan_that_mends_them_is_noted_and_leaves_the_source_as_it_is() {
    try (LocalRun run =
        LocalRun.planned(
            home,
            "collections: {metadata: {rename: {\"#env\": env, \"\": renamed},"
                + " set: {\"hnsw:construction_ef\": 200}, drop: [\"hnsw:ef\"]}}")) {
      run.seed("docs", ODD, 1);

      InventorySummary summary = activities(run).takeInventory(run.reference());

      assertThat(ids(summary.findings()))
          .containsExactlyInAnyOrder("inventory.metadata-changed", NO_BACKUP);
      assertThat(Inventory.read(run.folder().inventory()).collections().get(0).info().metadata())
          .isEqualTo(ODD);
    }
  }

  @Test
  void rules_for_own_metadata_that_do_not_fit_the_source_block() {
    try (LocalRun run =
        LocalRun.planned(
            home, "collections: {metadata: {rename: {a: b}, collections: {doc: {drop: [a]}}}}")) {
      run.seed("docs", Map.of("a", "1", "b", "2"), 1);

      assertThat(ids(blocking(activities(run).takeInventory(run.reference()))))
          .containsExactlyInAnyOrder(
              "inventory.metadata-overwritten", "inventory.no-such-collection");
    }
  }

  @Test
  void a_distance_function_nobody_has_is_told_and_the_measured_one_migrates() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", Map.of("hnsw:space", "Cosine"), 9);

      InventorySummary summary = activities(run).takeInventory(run.reference());

      assertThat(summary.findings())
          .filteredOn(finding -> finding.id().equals("inventory.distance-misnamed"))
          .singleElement()
          .satisfies(
              finding -> assertThat(finding.message()).contains("'docs'", "Cosine", "l2 migrates"));
      assertThat(blocking(summary)).isEmpty();
      assertThat(Inventory.read(run.folder().inventory()).collections().get(0).info().metadata())
          .isEqualTo(Map.of("hnsw:space", "l2"));
    }
  }
}
