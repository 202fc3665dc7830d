package io.chromarunbook.activities.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.inventory.InventoryActivitiesImpl;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.LocalRun;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionConfiguration;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.SafeName;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.steps.DryRunActivities;
import io.chromarunbook.workflows.steps.DryRunSummary;
import io.chromarunbook.workflows.steps.Finding;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryRunActivitiesTest {

  @TempDir Path home;

  @Test
  void a_clean_source_is_read_whole_tried_at_the_target_and_nothing_stays_there() {
    try (LocalRun run = LocalRun.planned(home, "import: {partSize: 40}")) {
      run.seed("empty", 0);
      run.seed("docs", 100);

      DryRunSummary summary = dryRun(run);

      assertThat(summary.records()).isEqualTo(100);
      assertThat(summary.unmigratable()).isZero();
      assertThat(summary.findings()).isEmpty();
      assertThat(summary.readPerSecond()).isPositive();
      assertThat(summary.writtenPerSecond()).isPositive();
      assertThat(summary.forecast()).containsKeys("1", "2", "3", "4", "7a");
      assertThat(run.target().collections()).isEmpty();
    }
  }

  @Test
  void settings_that_the_target_does_not_take_block_the_day_before_and_name_the_collection() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 10);
      run.source()
          .create(
              new NewCollection(
                  "named",
                  Map.of(),
                  DistanceFunction.COSINE,
                  IndexSettings.DEFAULTS,
                  new CollectionConfiguration(
                      Optional.of(Map.of("type", "known", "name", "house", "config", Map.of())),
                      Optional.empty())));
      run.target().keepNoConfiguration();

      assertThat(dryRun(run).findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.id()).isEqualTo("dry-run.configuration"))
          .satisfies(finding -> assertThat(finding.blocks()).isTrue())
          .satisfies(
              finding ->
                  assertThat(finding.message())
                      .contains("'named'", "embedding function 'house'", "the target has none"));
      assertThat(run.target().collections()).isEmpty();
    }
  }

  @Test
  void the_report_names_every_key_and_dimension_of_every_record() {
    try (LocalRun run = LocalRun.planned(home, "import: {partSize: 40}")) {
      run.seed(
          "docs",
          150,
          number ->
              number == 149
                  ? new ChromaRecord("last", "d", null, Map.of("rare", true), new float[] {1f, 2f})
                  : LocalRun.plain(number));

      dryRun(run);

      RehearsedCollection collection =
          DurableFile.readJson(run.folder().dryRun(), DryRunReport.class).collections().get(0);
      assertThat(collection.keys()).containsEntry("rare", List.of("boolean"));
      assertThat(collection.dimensions()).isEqualTo(Map.of(2, 150L));
    }
  }

  @Test
  void unmigratable_records_beyond_the_budget_block_with_their_ids_and_the_rule_that_mends_them()
      throws IOException {
    try (LocalRun run = LocalRun.planned(home, "import: {partSize: 40}")) {
      run.seed("docs", 100, number -> number % 10 == 0 ? badKey(number) : LocalRun.plain(number));

      DryRunSummary summary = dryRun(run);

      assertThat(summary.unmigratable()).isEqualTo(10);
      assertThat(summary.findings())
          .extracting(Finding::id)
          .containsExactly("dry-run.unmigratable", "dry-run.quarantine-budget", "dry-run.no-go");
      assertThat(summary.findings()).allMatch(Finding::blocks);
      assertThat(summary.findings().get(0).message())
          .contains("10 records", "'id-0'", "transform.fields");
      assertThat(Files.readAllLines(DryRunFiles.of(run.folder()).unmigratable())).hasSize(10);
    }
  }

  @Test
  void unmigratable_records_within_the_budget_only_warn() {
    try (LocalRun run =
        LocalRun.planned(home, "quarantine: {maxShare: 0.1}\nvalidation: {passRate: 0.9}")) {
      run.seed("docs", 100, number -> number % 10 == 0 ? badKey(number) : LocalRun.plain(number));

      assertThat(dryRun(run).findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.weight()).isEqualTo(Finding.Weight.WARNING));
    }
  }

  @Test
  void records_without_embedding_and_of_other_dimensions_are_found() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      seedTenOneOfThemBare(run);

      DryRunSummary summary = dryRun(run);

      assertThat(summary.unmigratable()).isEqualTo(1);
      assertThat(summary.findings().get(0).message()).contains("'bare'", "no embedding");
    }
  }

  @Test
  void what_needs_no_target_is_checked_the_day_before_and_the_rest_says_why_not() {
    try (LocalRun run =
        LocalRun.planned(
            home,
            "transform: {fields: {lang: {type: string, required: true, default: en, oneOf:"
                + " [en]}}}")) {
      run.seed("docs", 100);

      DryRunSummary summary = dryRun(run);

      assertThat(summary.checks())
          .extracting(CheckResult::id)
          .containsExactly(
              "connectivity.source",
              "connectivity.target",
              "connectivity.limits",
              "identity.quarantine-budget",
              "metadata.required-fields",
              "metadata.allowed-values",
              "embeddings.dimension",
              "embeddings.finite",
              "embeddings.missing-share");
      assertThat(summary.checks()).allMatch(check -> check.result() == Result.PASS);
      assertThat(check(run, "metadata.required-fields").observed()).isEqualTo("0 failing of 100");
      assertThat(DurableFile.readJson(run.folder().dryRun(), DryRunReport.class).checks())
          .hasSize(
              (int) Catalogue.FAMILIES.stream().flatMap(each -> each.checks().stream()).count());
      assertThat(check(run, "documents.equal").result()).isEqualTo(Result.NOT_APPLICABLE);
      assertThat(check(run, "documents.equal").observed()).contains("Step 4");
    }
  }

  @Test
  void a_check_that_would_fail_in_step_4_is_a_warning_the_day_before() {
    try (LocalRun run = LocalRun.planned(home, "quarantine: {maxRecords: 10}")) {
      seedTenOneOfThemBare(run);

      DryRunSummary summary = dryRun(run);

      assertThat(check(run, "embeddings.missing-share").result()).isEqualTo(Result.FAIL);
      assertThat(summary.findings())
          .filteredOn(finding -> finding.id().equals("dry-run.check"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.blocks()).isFalse();
                assertThat(finding.message()).contains("embeddings.missing-share", "1 of 10");
              });
    }
  }

  private static void seedTenOneOfThemBare(LocalRun run) {
    run.seed(
        "docs",
        10,
        number ->
            number == 3
                ? new ChromaRecord("bare", "d", null, Map.of(), null)
                : LocalRun.plain(number));
  }

  private static CheckResult check(LocalRun run, String id) {
    return DurableFile.readJson(run.folder().dryRun(), DryRunReport.class).checks().stream()
        .filter(check -> check.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void records_that_come_and_go_meanwhile_are_drift_and_no_failure() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 100);
      inventory(run);
      run.source()
          .beforeEachRead(
              () ->
                  run.source()
                      .delete(run.source().collection("docs").orElseThrow(), List.of("id-99")));

      DryRunSummary summary = rehearseAndConclude(run);

      assertThat(summary.records()).isEqualTo(99);
      assertThat(summary.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.id()).isEqualTo("dry-run.drift");
                assertThat(finding.blocks()).isFalse();
              });
    }
  }

  @Test
  void a_repeated_conclusion_says_the_same_of_the_records() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 20, DryRunActivitiesTest::badKey);
      DryRunSummary first = dryRun(run);

      DryRunSummary second = beyondTheNote(activities(run).concludeDryRun(run.reference()));

      assertThat(second.findings()).isEqualTo(first.findings());
      assertThat(DryRunFiles.of(run.folder()).unmigratable()).content().hasLineCount(20);
    }
  }

  @Test
  void what_an_earlier_attempt_left_at_the_target_is_removed_and_nothing_else() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("docs", 10);
      Map<String, Object> marked = Map.of("runbook:scratch", true, "runbook:migration", "kb");
      SafeName ours = SafeName.of("runbook-scratch", "kb");
      String theirs = SafeName.of("runbook-scratch", "kb-2").and("0a1b2c3d");
      atTarget(run, ours.and("0a1b2c3d"), marked);
      atTarget(run, ours.and("unmarked"), Map.of());
      atTarget(run, theirs, Map.of("runbook:scratch", true, "runbook:migration", "kb-2"));
      atTarget(run, "applications-own", marked);

      dryRun(run);

      assertThat(run.target().collections())
          .extracting(collection -> collection.name())
          .containsExactlyInAnyOrder(ours.and("unmarked"), theirs, "applications-own");
    }
  }

  @Test
  void a_dry_run_of_its_own_whose_id_has_slashes_tries_collections_too() {
    try (LocalRun run = LocalRun.called(home, "kb/dry-run/1", "")) {
      run.seed("docs", 10);

      DryRunSummary summary = dryRun(run);

      assertThat(summary.findings()).noneMatch(Finding::blocks);
      assertThat(summary.records()).isEqualTo(10);
      assertThat(run.target().collections()).isEmpty();
    }
  }

  @Test
  void collections_of_each_kind_are_tried() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.seed("two", 10);
      run.seed(
          "three",
          10,
          number -> new ChromaRecord("id-" + number, null, null, null, new float[] {1f, 2f, 3f}));

      assertThat(dryRun(run).findings()).isEmpty();
    }
  }

  private static DryRunSummary dryRun(LocalRun run) {
    inventory(run);
    return rehearseAndConclude(run);
  }

  private static void inventory(LocalRun run) {
    run.activity(new InventoryActivitiesImpl(run.runs()), InventoryActivities.class)
        .takeInventory(run.reference());
  }

  private static DryRunSummary rehearseAndConclude(LocalRun run) {
    DryRunActivities activities = activities(run);
    Progress progress = activities.rehearse(run.reference(), Position.START);
    while (progress.next().isPresent()) {
      progress = activities.rehearse(run.reference(), progress.next().get());
    }
    assertThat(progress.recordsDone()).isEqualTo(progress.recordsTotal());
    return beyondTheNote(activities.concludeDryRun(run.reference()));
  }

  /** Every dry-run of a 0.x source notes what each of its collections lacks. */
  private static DryRunSummary beyondTheNote(DryRunSummary summary) {
    Map<Boolean, List<Finding>> findings =
        summary.findings().stream()
            .collect(
                Collectors.partitioningBy(each -> each.id().equals("dry-run.embedding-function")));
    assertThat(findings.get(true))
        .singleElement()
        .satisfies(note -> assertThat(note.weight()).isEqualTo(Finding.Weight.NOTE))
        .satisfies(
            note ->
                assertThat(note.message())
                    .contains("0.5.23", "get_collection(name, embedding_function=...)"));
    return new DryRunSummary(
        summary.records(),
        summary.unmigratable(),
        summary.readPerSecond(),
        summary.writtenPerSecond(),
        summary.forecast(),
        findings.get(false),
        summary.checks());
  }

  // Slices of no length at all: every part is a call of its own.
  private static DryRunActivities activities(LocalRun run) {
    return run.activity(
        new DryRunActivitiesImpl(run.runs(), InstantSource.system(), Duration.ZERO),
        DryRunActivities.class);
  }

  private static ChromaRecord badKey(int number) {
    return new ChromaRecord(
        "id-" + number, "d", null, Map.of("#tag", "x"), new float[] {number, 1f});
  }

  private static void atTarget(LocalRun run, String name, Map<String, Object> metadata) {
    run.target()
        .create(new NewCollection(name, metadata, DistanceFunction.L2, IndexSettings.DEFAULTS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          validation: {passRate: 0.91}            | pass-rate: 90 valid                | validation.passRate
          validation: {passRate: 0, maxLost: 9}   | data-loss: 10 absent               | validation.maxLost
          """)
  void a_no_go_that_is_certain_is_said_the_day_before(String bound, String what, String key) {
    try (LocalRun run = LocalRun.planned(home, "quarantine: {maxShare: 1}\n" + bound)) {
      run.seed("docs", 100, number -> number % 10 == 0 ? badKey(number) : LocalRun.plain(number));

      assertThat(dryRun(run).findings())
          .filteredOn(Finding::blocks)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.id()).isEqualTo("dry-run.no-go");
                assertThat(finding.message()).contains("NO-GO", what, key);
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          validation: {passRate: 0.90}
          validation: {passRate: 0, maxLost: 10}
          """)
  void what_is_just_within_its_bounds_is_no_certain_no_go(String bound) {
    try (LocalRun run = LocalRun.planned(home, "quarantine: {maxShare: 1}\n" + bound)) {
      run.seed("docs", 100, number -> number % 10 == 0 ? badKey(number) : LocalRun.plain(number));

      assertThat(dryRun(run).findings()).noneMatch(Finding::blocks);
    }
  }

  @Test
  void too_many_records_without_embedding_are_a_certain_no_go() {
    try (LocalRun run =
        LocalRun.planned(
            home, "quarantine: {maxRecords: 10}\nvalidation: {maxMissingEmbeddings: 0.09}")) {
      seedTenOneOfThemBare(run);

      assertThat(dryRun(run).findings())
          .filteredOn(finding -> finding.id().equals("dry-run.no-go"))
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.message())
                      .contains(
                          "missing-embeddings: 1 without", "validation.maxMissingEmbeddings"));
    }
  }

  @Test
  void a_target_that_takes_no_lists_is_found_out_by_one_record_and_all_are_judged_by_it() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.target()
          .refuseRecords(
              record -> record.metadata().values().stream().anyMatch(List.class::isInstance));
      run.seed("plain", 20);
      run.seed("docs", 3_000, number -> number < 2_900 ? LocalRun.plain(number) : listed(number));

      DryRunSummary summary = dryRun(run);

      assertThat(summary.findings())
          .extracting(Finding::id)
          .containsExactly("dry-run.refused", "dry-run.quarantine-budget");
      assertThat(summary.findings()).allMatch(Finding::blocks);
      assertThat(summary.findings().get(0).message())
          .contains("'docs'", "Failed to deserialize", "a metadata list of texts", "there are 100");
      assertThat(summary.findings().get(1).message()).contains("100 of 3,020 records");
      assertThat(run.target().collections()).isEmpty();
    }
  }

  @Test
  void what_the_target_refuses_within_the_quarantines_budget_only_warns() {
    try (LocalRun run = LocalRun.planned(home, "quarantine: {maxRecords: 1}")) {
      run.target().refuseRecords(record -> record.id().equals("id-7"));
      run.seed("docs", 100);

      assertThat(dryRun(run).findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.blocks()).isFalse();
                assertThat(finding.message()).contains("'id-7'", "'docs'", "Nothing sets it apart");
              });
    }
  }

  @Test
  void requests_too_large_for_the_target_are_halved_and_that_is_noted() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.target().limitRequests(4_000);
      run.seed("docs", 100);

      assertThat(dryRun(run).findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.id()).isEqualTo("dry-run.request-size");
                assertThat(finding.weight()).isEqualTo(Finding.Weight.NOTE);
                assertThat(finding.message()).contains("413");
              });
    }
  }

  @Test
  void a_record_too_large_for_the_target_is_named_wherever_it_lies() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.target().limitRequests(300_000);
      run.seed(
          "docs",
          2_000,
          number ->
              number == 1_999
                  ? new ChromaRecord("whale", "x".repeat(400_000), null, null, new float[] {1, 2})
                  : LocalRun.plain(number));

      assertThat(dryRun(run).findings())
          .filteredOn(finding -> finding.id().equals("dry-run.refused"))
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.message())
                      .contains("'whale'", "'docs'", "413 Request Entity Too Large", "400,0"));
    }
  }

  @Test
  void a_collection_the_target_refuses_to_make_is_named() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.target().refuseCollections(collection -> collection.metadata().containsKey("odd"));
      run.seed("docs", 10);
      run.seed("strange", Map.of("odd", "x"), 1);

      assertThat(dryRun(run).findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.id()).isEqualTo("dry-run.collection-refused");
                assertThat(finding.blocks()).isTrue();
                assertThat(finding.message()).contains("'strange'", "Validation error");
              });
    }
  }

  @Test
  void an_emptied_collection_is_no_matter_where_the_target_keeps_its_dimension() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      emptied(run);

      assertThat(dryRun(run).findings()).isEmpty();
      assertThat(run.target().collections()).isEmpty();
    }
  }

  @Test
  void an_emptied_collection_whose_dimension_the_target_forgets_is_named() {
    try (LocalRun run = LocalRun.planned(home, "")) {
      run.target().forgetDimensions();
      emptied(run);

      assertThat(dryRun(run).findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.id()).isEqualTo("dry-run.empty-dimension");
                assertThat(finding.blocks()).isFalse();
                assertThat(finding.message()).contains("'emptied'", "2 dimensions");
              });
    }
  }

  private static void emptied(LocalRun run) {
    run.seed("docs", 10);
    run.seed("emptied", 1);
    run.source().delete(run.source().collection("emptied").orElseThrow(), List.of("id-0"));
  }

  private static ChromaRecord listed(int number) {
    return new ChromaRecord(
        "id-" + number, "d", null, Map.of("tags", List.of("a", "b")), new float[] {number, 1f});
  }
}
