package io.chromarunbook.activities.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.checks.PerformanceChecks;
import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.ValidationActivities;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The target compared again, right before the switch. */
@Tag("patience")
class SecondLookTest {

  private static final double SMALL = 0.1;

  @TempDir Path home;
  private Migration migration;

  @BeforeEach
  void validate_once() {
    migration = new Migration(home).exported().imported();
    run(position -> validation().compareTargetAndSearch(migration.reference(), position));
  }

  @AfterEach
  void close() {
    migration.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 0.5, 1})
  void what_has_not_changed_is_equal_whatever_the_share(double share) {
    ValidationSummary before = conclude();

    assertThat(again(share)).isEqualTo(70);

    assertThat(conclude()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.5, 1})
  void a_deleted_record_is_found_by_its_id_whatever_the_share(double share) {
    migration.target().delete(atTarget("docs"), List.of("more-3"));

    again(share);

    ValidationSummary summary = conclude();
    assertThat(failed(summary))
        .containsExactlyInAnyOrder("identity.none-lost", "counts.match", "counts.collections");
    assertThat(summary.findings().totals()).isEqualTo(new Totals(70, 69, 0, 0, 1, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.5, 1})
  void an_exchanged_record_is_found_although_the_count_is_right(double share) {
    migration.target().delete(atTarget("docs"), List.of("doc-5"));
    migration.target().upsert(atTarget("docs"), List.of(stranger()));

    again(share);

    assertThat(failed(conclude()))
        .containsExactlyInAnyOrder("identity.none-lost", "identity.none-added");
  }

  @Test
  void a_changed_record_is_found_where_it_is_looked_at() {
    migration.target().update(atTarget("docs"), chosen(0, 0).get(0).id(), "edited");

    again(SMALL);

    ValidationSummary summary = conclude();
    assertThat(failed(summary)).contains("documents.equal");
    assertThat(summary.findings().totals()).isEqualTo(new Totals(70, 69, 0, 1, 0, 0, 0));
  }

  @Test
  void where_one_difference_is_seen_the_whole_part_is_read() {
    List<String> edited = records(0, 0).stream().map(ChromaRecord::id).toList();
    edited.forEach(id -> migration.target().update(atTarget("docs"), id, "edited"));

    again(SMALL);

    assertThat(conclude().findings().totals()).isEqualTo(new Totals(70, 40, 0, 30, 0, 0, 0));
  }

  @Test
  void every_changed_record_is_found_at_full_share() {
    migration.target().update(atTarget("docs"), "doc-7", "edited");
    migration.target().update(atTarget("images"), "pic-7", "edited");

    again(1);

    assertThat(conclude().findings().totals()).isEqualTo(new Totals(70, 68, 0, 2, 0, 0, 0));
  }

  @Test
  void a_share_that_is_equal_hides_no_difference_found_before() {
    ChromaRecord unseen = unchosen(0, 0).get(0);
    migration.target().update(atTarget("docs"), unseen.id(), "edited");
    run(position -> validation().compareTarget(migration.reference(), position));
    ValidationSummary before = conclude();

    again(SMALL);

    assertThat(conclude()).isEqualTo(before);
    assertThat(before.findings().totals().different()).isEqualTo(1);
  }

  @Test
  void a_record_that_is_back_is_no_longer_missing() {
    ChromaRecord record = migration.atTarget("docs", "doc-4");
    migration.target().delete(atTarget("docs"), List.of("doc-4"));
    again(SMALL);
    migration.target().upsert(atTarget("docs"), List.of(record));

    again(SMALL);

    assertThat(failed(conclude())).isEmpty();
  }

  @Test
  void a_collection_that_is_gone_loses_everything_in_it() {
    migration.target().drop(atTarget("images"));

    again(SMALL);

    assertThat(conclude().findings().totals()).isEqualTo(new Totals(70, 50, 0, 0, 20, 0, 0));
  }

  @Test
  void a_part_that_nobody_compared_is_compared_as_a_whole() throws Exception {
    Files.delete(migration.folder().validation("target", 0, 1));
    migration.target().update(atTarget("docs"), "more-1", "edited");

    again(SMALL);

    assertThat(conclude().findings().totals().different()).isEqualTo(1);
  }

  @Test
  void quarantined_records_stay_explained_and_strangers_are_found() {
    migration.close();
    migration = new Migration(home.resolve("quarantine"));
    migration.plan(Migration.USUAL_PLAN + "quarantine: {maxRecords: 2}\n");
    List<ChromaRecord> first = new ArrayList<>(Migration.records("doc", 30));
    ChromaRecord good = first.get(2);
    first.set(2, Migration.with(good, "number", "no number"));
    migration.exported(first, Migration.records("more", 20), Migration.records("pic", 20));
    migration.imported();
    run(position -> validation().compareTargetAndSearch(migration.reference(), position));

    again(SMALL);
    assertThat(failed(conclude())).isEmpty();

    migration.target().upsert(atTarget("docs"), List.of(good));
    again(SMALL);
    assertThat(failed(conclude()))
        .containsExactlyInAnyOrder("identity.none-added", "identity.quarantined-absent");
  }

  @Test
  void a_small_share_fetches_few_records() {
    int[] fetches = {0};
    migration.target().beforeEachRead(() -> fetches[0]++);

    again(SMALL);

    assertThat(fetches[0]).as("one request a part").isEqualTo(3);
  }

  @Test
  void slices_go_on_where_the_last_one_ended() {
    List<Position> ends = new ArrayList<>();
    Optional<Position> next = Optional.of(Position.START);
    while (next.isPresent()) {
      next = validation().compareTargetAgain(migration.reference(), SMALL, next.get()).next();
      next.ifPresent(ends::add);
    }

    assertThat(ends)
        .containsExactly(
            new Position(0, 1), new Position(0, 2), new Position(1, 0), new Position(1, 1));
  }

  private List<ChromaRecord> chosen(int collection, int part) {
    return records(collection, part, choice(collection, part));
  }

  private List<ChromaRecord> unchosen(int collection, int part) {
    return records(collection, part, choice(collection, part).negate());
  }

  private List<ChromaRecord> records(int collection, int part) {
    return records(collection, part, record -> true);
  }

  private Predicate<ChromaRecord> choice(int collection, int part) {
    return new SpreadShare(snapshot().manifest(), migration.reference().runId(), SMALL)
        .of(collection, part);
  }

  private List<ChromaRecord> records(int collection, int part, Predicate<ChromaRecord> wanted) {
    List<ChromaRecord> records = new ArrayList<>();
    snapshot()
        .forEachRecord(
            collection,
            part,
            record -> {
              if (wanted.test(record)) {
                records.add(record);
              }
            });
    return records;
  }

  private Snapshot snapshot() {
    return Snapshot.open(migration.folder().snapshot());
  }

  private ChromaRecord stranger() {
    ChromaRecord some = migration.atTarget("docs", "doc-1");
    float[] far = new float[some.embedding().length];
    Arrays.fill(far, 1000f);
    return new ChromaRecord("stranger", "text", null, some.metadata(), far);
  }

  private long again(double share) {
    return run(position -> validation().compareTargetAgain(migration.reference(), share, position));
  }

  private ValidationSummary conclude() {
    return validation().concludeValidation(migration.reference());
  }

  private ValidationActivities validation() {
    return migration.activity(
        new ValidationActivitiesImpl(migration.runs(), Duration.ZERO), ValidationActivities.class);
  }

  private static long run(Function<Position, Progress> slices) {
    Progress progress = slices.apply(Position.START);
    while (progress.next().isPresent()) {
      progress = slices.apply(progress.next().get());
    }
    return progress.recordsDone();
  }

  private CollectionInfo atTarget(String collection) {
    return migration.target().collection(collection).orElseThrow();
  }

  // How long searches took depends on what else this machine does.
  private static Set<String> failed(ValidationSummary summary) {
    Set<String> failed = new TreeSet<>();
    summary.checks().stream()
        .filter(check -> check.result() == Result.FAIL)
        .map(CheckResult::id)
        .forEach(failed::add);
    PerformanceChecks.FAMILY.checks().forEach(check -> failed.remove(check.id()));
    return failed;
  }
}
