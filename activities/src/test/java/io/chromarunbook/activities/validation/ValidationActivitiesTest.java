package io.chromarunbook.activities.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.checks.PerformanceChecks;
import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.evidence.SearchResult;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.ValidationActivities;
import io.chromarunbook.workflows.steps.ValidationSummary;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationActivitiesTest {

  @TempDir Path home;
  private Migration migration;

  @BeforeEach
  void open() {
    migration = new Migration(home);
  }

  @AfterEach
  void close() {
    migration.close();
  }

  @Test
  void a_clean_migration_passes_every_check() {
    migration.exported().imported();

    ValidationSummary summary = validate();

    assertThat(failed(summary)).isEmpty();
    assertThat(summary.checks()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(summary.checks().stream().map(CheckResult::family).distinct()).hasSize(12);
    assertThat(withResult(summary, Result.NOT_APPLICABLE))
        .containsExactlyInAnyOrder(
            "collections.configuration",
            "connectivity.clock",
            "identity.quarantined-absent",
            "metadata.allowed-values");
    assertThat(summary.findings().totals()).isEqualTo(new Totals(70, 70, 0, 0, 0, 0, 0));
    assertThat(summary.findings().collectionsMigrated()).isEqualTo(2);
    assertThat(summary.findings().requiredFields()).isEqualTo(2);
    assertThat(summary.findings().searches())
        .containsExactly(
            new SearchResult("docs", 60, 60, 1.0, 1.0),
            new SearchResult("pictures", 24, 24, 1.0, 1.0));
    assertThat(summary.targets()).hasSize(2);
    assertThat(migration.folder().validation()).exists();
  }

  @Test
  void vectors_given_with_the_plan_take_the_place_of_sampled_ones() throws IOException {
    Path given = home.resolve("queries.jsonl");
    Files.writeString(
        given, "{\"collection\": \"docs\", \"vector\": [1, 2, 3, 4, 5, 6, 7, 8, 9]}\n");
    migration.plan(Migration.USUAL_PLAN + "validation: {queryVectors: '" + given + "'}\n");
    migration.exported().imported();
    // What was given when the run was opened counts, not what became of the file.
    Files.writeString(given, "nothing of use");

    ValidationSummary summary = validate();

    assertThat(failed(summary)).isEmpty();
    assertThat(summary.findings().searches())
        .containsExactly(
            new SearchResult("docs", 11, 11, 1.0, 1.0),
            new SearchResult("pictures", 24, 24, 1.0, 1.0));
    assertThat(migration.folder().validation("search", 0, 0))
        .content()
        .contains("\"line 1\"", "\"provided\"");
  }

  @Test
  void an_equal_repeat_finds_the_same() {
    migration.exported().imported();

    assertThat(validate()).isEqualTo(validate());
  }

  @Test
  void it_is_all_the_same_whether_searching_follows_each_collection_or_all_of_them() {
    migration.exported().imported();
    migration.target().delete(atTarget("docs"), List.of("more-3"));
    ValidationActivities atOnce = validation(Duration.ofMinutes(1));
    Progress whole = atOnce.compareTargetAndSearch(migration.reference(), Position.START);
    ValidationSummary beside = atOnce.concludeValidation(migration.reference());
    run(position -> validation().compareTarget(migration.reference(), position));
    run(position -> validation().searchBoth(migration.reference(), position));

    assertThat(whole).isEqualTo(new Progress(Optional.empty(), 70, 70));
    assertThat(beside).isEqualTo(validation().concludeValidation(migration.reference()));
  }

  @Test
  void a_search_that_fails_beside_the_next_comparison_is_not_lost() {
    migration.exported().imported();
    migration
        .source()
        .goDown(new ChromaException(ChromaException.Kind.UNREACHABLE, "No connection.", null));

    assertFails(
        FailureKind.UNREACHABLE,
        "No connection",
        () ->
            validation(Duration.ofMinutes(1))
                .compareTargetAndSearch(migration.reference(), Position.START));
  }

  @Test
  void slices_go_on_where_the_last_one_ended() {
    migration.exported().imported();
    List<Progress> slices = new ArrayList<>();
    Position position = Position.START;
    while (position != null) {
      Progress slice = validation().compareTarget(migration.reference(), position);
      slices.add(slice);
      position = slice.next().orElse(null);
    }

    assertThat(slices)
        .containsExactly(
            progress(new Position(0, 1), 30),
            progress(new Position(0, 2), 50),
            progress(new Position(1, 0), 50),
            progress(new Position(1, 1), 70),
            new Progress(Optional.empty(), 70, 70));
  }

  @Test
  void a_deleted_record_is_lost() {
    migration.exported().imported();
    migration.target().delete(atTarget("docs"), List.of("more-3"));

    ValidationSummary summary = validate();

    assertThat(failed(summary))
        .containsExactlyInAnyOrder("identity.none-lost", "counts.match", "counts.collections");
    assertThat(check(summary, "identity.none-lost").failures()).containsExactly("docs/more-3");
    assertThat(summary.findings().totals()).isEqualTo(new Totals(70, 69, 0, 0, 1, 0, 0));
  }

  @Test
  void an_added_record_is_found() {
    migration.exported().imported();
    migration.target().upsert(atTarget("docs"), List.of(stranger()));

    ValidationSummary summary = validate();

    assertThat(failed(summary))
        .containsExactlyInAnyOrder("identity.none-added", "counts.match", "counts.collections");
    assertThat(check(summary, "identity.none-added").failures()).containsExactly("docs/stranger");
    assertThat(summary.findings().totals().unexplained()).isEqualTo(1);
  }

  @Test
  void swapped_ids_are_lost_and_added() {
    migration.exported().imported();
    migration.target().delete(atTarget("docs"), List.of("doc-5"));
    migration.target().upsert(atTarget("docs"), List.of(stranger()));

    assertThat(failed(validate()))
        .containsExactlyInAnyOrder("identity.none-lost", "identity.none-added");
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        damage("a changed character", text("document 8"), "documents.equal"),
        damage("something appended", text("document 7 "), "documents.equal", "documents.sizes"),
        damage(
            "another text of another length",
            text("somebody else's"),
            "documents.equal",
            "documents.sizes"),
        damage(
            "an emptied document",
            text(""),
            "documents.equal",
            "documents.none-emptied",
            "documents.sizes"),
        damage(
            "a lost uri",
            record ->
                new ChromaRecord(
                    record.id(), record.document(), null, record.metadata(), record.embedding()),
            "documents.uris"),
        damage("another string", field("lang", "fr"), "values.strings"),
        damage("another integer", field("number", 8L), "values.integers"),
        damage("another float", field("score", 1.5), "values.floats"),
        damage("another boolean", field("new", false), "values.booleans"),
        damage("another list", field("tags", List.of("b", "a")), "values.lists"),
        damage(
            "an integer that became a float",
            field("number", 7.0),
            "metadata.types",
            "metadata.required-fields"),
        damage("a boolean that became a string", field("new", "true"), "metadata.types"),
        damage("a dropped list", without("tags"), "metadata.no-lost-keys"),
        damage(
            "a missing required field",
            without("lang"),
            "metadata.no-lost-keys",
            "metadata.required-fields"),
        damage("a key nobody gave it", field("left-over", "x"), "metadata.no-unexpected-keys"),
        damage(
            "a vector one bit away",
            vector(embedding -> embedding[3] = Math.nextUp(embedding[3])),
            "embeddings.equal"),
        damage(
            "a vector far away",
            vector(embedding -> Arrays.fill(embedding, 1000f)),
            "embeddings.equal",
            "embeddings.norm"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void damage_is_found_by_exactly_the_checks_that_claim_to(
      String name, Function<ChromaRecord, ChromaRecord> damage, List<String> checks) {
    migration.exported().imported();
    migration.replaceAtTarget("docs", damage.apply(migration.atTarget("docs", "doc-7")));

    ValidationSummary summary = validate();

    assertThat(failed(summary)).describedAs(name).containsExactlyInAnyOrderElementsOf(checks);
    for (String id : checks) {
      assertThat(check(summary, id).failures()).singleElement().asString().startsWith("docs/doc-7");
    }
    assertThat(summary.findings().totals()).isEqualTo(new Totals(70, 69, 0, 1, 0, 0, 0));
    assertThat(migration.folder().validationFailures()).content().contains("docs/doc-7");
  }

  private static Arguments damage(
      String name, Function<ChromaRecord, ChromaRecord> damage, String... checks) {
    return Arguments.of(name, damage, List.of(checks));
  }

  private static Function<ChromaRecord, ChromaRecord> text(String document) {
    return record ->
        new ChromaRecord(
            record.id(), document, record.uri(), record.metadata(), record.embedding());
  }

  private static Function<ChromaRecord, ChromaRecord> field(String key, Object value) {
    return record -> Migration.with(record, key, value);
  }

  private static Function<ChromaRecord, ChromaRecord> without(String key) {
    return record -> {
      Map<String, Object> metadata = new LinkedHashMap<>(record.metadata());
      metadata.remove(key);
      return new ChromaRecord(
          record.id(), record.document(), record.uri(), metadata, record.embedding());
    };
  }

  private static Function<ChromaRecord, ChromaRecord> vector(Consumer<float[]> change) {
    return record -> {
      float[] embedding = record.embedding().clone();
      change.accept(embedding);
      return new ChromaRecord(
          record.id(), record.document(), record.uri(), record.metadata(), embedding);
    };
  }

  @Test
  void a_vector_changed_by_one_bit_is_tolerated_in_a_cosine_collection() {
    migration.exported().imported();
    ChromaRecord record = migration.atTarget("images", "pic-4");
    float[] embedding = record.embedding().clone();
    embedding[0] = Math.nextUp(embedding[0]);
    migration.replaceAtTarget(
        "images",
        new ChromaRecord(
            record.id(), record.document(), record.uri(), record.metadata(), embedding));

    ValidationSummary summary = validate();

    assertThat(failed(summary)).isEmpty();
    assertThat(summary.findings().totals()).isEqualTo(new Totals(70, 70, 0, 0, 0, 0, 1));
  }

  @Test
  void quarantined_records_are_explained_and_gathered() {
    migration.plan(Migration.USUAL_PLAN + "quarantine: {maxRecords: 2}\n");
    List<ChromaRecord> first = new ArrayList<>(Migration.records("doc", 30));
    first.set(2, Migration.with(first.get(2), "number", "no number"));
    first.set(3, new ChromaRecord("doc-3", "text", null, first.get(3).metadata(), null));
    migration.exported(first, Migration.records("more", 20), Migration.records("pic", 20));
    migration.imported();

    ValidationSummary summary = validate();

    assertThat(failed(summary)).isEmpty();
    assertThat(summary.findings().totals()).isEqualTo(new Totals(70, 68, 2, 0, 0, 0, 0));
    assertThat(summary.findings().missingEmbeddings()).isEqualTo(1);
    assertThat(QuarantineFile.ids(migration.folder().quarantine()))
        .containsExactlyInAnyOrder("doc-2", "doc-3");
  }

  @Test
  void a_record_that_could_not_be_migrated_but_is_there_is_a_stranger() {
    migration.plan(Migration.USUAL_PLAN + "quarantine: {maxRecords: 1}\n");
    List<ChromaRecord> first = new ArrayList<>(Migration.records("doc", 30));
    ChromaRecord good = first.get(2);
    first.set(2, Migration.with(good, "number", "no number"));
    migration.exported(first, Migration.records("more", 20), Migration.records("pic", 20));
    migration.imported();
    migration.target().upsert(atTarget("docs"), List.of(good));

    ValidationSummary summary = validate();

    assertThat(failed(summary))
        .containsExactlyInAnyOrder("identity.none-added", "identity.quarantined-absent");
    assertThat(summary.findings().totals()).isEqualTo(new Totals(70, 69, 0, 1, 0, 0, 0));
  }

  @Test
  void a_missing_collection_loses_everything_in_it() {
    migration.exported().imported();
    migration.target().drop(atTarget("images"));

    ValidationSummary summary = validate();

    assertThat(failed(summary))
        .containsExactlyInAnyOrder(
            "collections.present",
            "identity.none-lost",
            "counts.match",
            "counts.collections",
            "search.overlap",
            "search.distances",
            "search.same-distance",
            "search.results-returned",
            "search.recall",
            "search.minimum-recall");
    assertThat(summary.findings().collectionsMigrated()).isEqualTo(1);
    assertThat(summary.findings().totals()).isEqualTo(new Totals(70, 50, 0, 0, 20, 0, 0));
  }

  @Test
  void a_wrong_distance_function_or_other_metadata_is_found() {
    migration.exported().imported();
    CollectionInfo docs = atTarget("docs");
    Map<String, Object> metadata = new LinkedHashMap<>(docs.metadata());
    metadata.put("about", "other");
    migration.target().replaceMetadata(docs, metadata);

    ValidationSummary summary = validate();

    assertThat(failed(summary)).containsExactly("collections.metadata");
    assertThat(check(summary, "collections.metadata").failures())
        .containsExactly("docs: collection metadata 'about'");
  }

  @Test
  void a_server_that_refuses_queries_has_broken_search() {
    migration.exported().imported();
    migration.target().drop(atTarget("docs"));
    migration
        .target()
        .create(new NewCollection("docs", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));

    ValidationSummary summary = validate();

    assertThat(failed(summary)).contains("search.results-returned", "collections.own");
    assertThat(summary.findings().searches().get(0).answered()).isZero();
  }

  @Test
  void results_of_another_plan_are_not_summed_up() {
    migration.exported().imported();
    validate();
    migration.plan(Migration.USUAL_PLAN + "quarantine: {maxRecords: 1}\n");

    assertFails(
        FailureKind.CORRUPT_DATA,
        "run Step 4 again",
        () -> validation().concludeValidation(migration.reference()));
  }

  @Test
  void a_source_that_stood_still_is_equal_to_the_snapshot() {
    migration.exported();

    assertThat(run(position -> validation().compareSource(migration.reference(), position)))
        .isEqualTo(70);
  }

  @Test
  void a_changed_record_at_the_source_is_named() {
    migration.exported();
    migration
        .source()
        .update(migration.source().collection("docs").orElseThrow(), "more-7", "edited");

    assertFails(
        FailureKind.SOURCE_CHANGED,
        "more-7 (document)",
        () -> run(position -> validation().compareSource(migration.reference(), position)));
  }

  @Test
  void a_deleted_and_a_new_record_at_the_source_are_named() {
    migration.exported();
    CollectionInfo docs = migration.source().collection("docs").orElseThrow();
    migration.source().upsert(docs, Migration.records("late", 1));

    assertFails(
        FailureKind.SOURCE_CHANGED,
        "late-0 (new)",
        () -> run(position -> validation().compareSource(migration.reference(), position)));

    migration.source().delete(docs, List.of("late-0", "doc-0"));
    assertFails(
        FailureKind.SOURCE_CHANGED,
        "doc-0 (deleted)",
        () -> run(position -> validation().compareSource(migration.reference(), position)));
  }

  @Test
  void an_unreachable_target_is_a_failure_that_a_repeat_can_mend() {
    migration.exported().imported();
    migration
        .target()
        .goDown(new ChromaException(ChromaException.Kind.UNREACHABLE, "No connection.", null));

    assertFails(
        FailureKind.UNREACHABLE,
        "No connection",
        () -> validation().compareTarget(migration.reference(), Position.START));
  }

  // Far from everything, so that it is nobody's neighbour.
  private ChromaRecord stranger() {
    ChromaRecord some = migration.atTarget("docs", "doc-1");
    float[] far = new float[some.embedding().length];
    Arrays.fill(far, 1000f);
    return new ChromaRecord("stranger", "text", null, some.metadata(), far);
  }

  private ValidationSummary validate() {
    run(position -> validation().compareTargetAndSearch(migration.reference(), position));
    return validation().concludeValidation(migration.reference());
  }

  private ValidationActivities validation() {
    return validation(Duration.ZERO);
  }

  private ValidationActivities validation(Duration slice) {
    return migration.activity(
        new ValidationActivitiesImpl(migration.runs(), slice), ValidationActivities.class);
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

  private static Progress progress(Position next, long done) {
    return new Progress(Optional.of(next), done, 70);
  }

  // How long searches took depends on what else this machine does.
  private static Set<String> failed(ValidationSummary summary) {
    Set<String> failed = withResult(summary, Result.FAIL);
    PerformanceChecks.FAMILY.checks().forEach(check -> failed.remove(check.id()));
    return failed;
  }

  private static Set<String> withResult(ValidationSummary summary, Result result) {
    return summary.checks().stream()
        .filter(check -> check.result() == result)
        .map(CheckResult::id)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static CheckResult check(ValidationSummary summary, String id) {
    return summary.checks().stream()
        .filter(check -> check.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static void assertFails(FailureKind kind, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .cause()
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining(message)
        .extracting(failure -> ((ApplicationFailure) failure).getType())
        .isEqualTo(kind.name());
  }

  @Test
  void a_filter_the_source_refuses_makes_its_checks_not_applicable_and_ends_nothing() {
    migration.exported().imported();
    migration.source().refuseFilters(noIndex());

    ValidationSummary summary = validate();

    assertThat(failed(summary)).isEmpty();
    assertThat(withResult(summary, Result.NOT_APPLICABLE))
        .contains("filters.equality", "filters.range", "filters.boolean")
        .doesNotContain("filters.document");
    assertThat(check(summary, "filters.equality").observed())
        .startsWith("not applicable: ")
        .contains("the source refuses", "no index on this field");
  }

  @Test
  void a_filter_that_only_the_target_refuses_fails_with_its_words() {
    migration.exported().imported();
    migration.target().refuseFilters(noIndex());

    ValidationSummary summary = validate();

    assertThat(failed(summary))
        .containsExactlyInAnyOrder("filters.equality", "filters.range", "filters.boolean");
    assertThat(check(summary, "filters.range").failures())
        .allMatch(each -> each.contains("which the target refuses"));
  }

  private static ChromaException noIndex() {
    return new ChromaException(
        ChromaException.Kind.REFUSED, "answered 400: no index on this field.", null);
  }

  @Test
  void an_emptied_collection_passes_with_its_dimension_and_fails_with_another() {
    migration
        .exported(Migration.records("doc", 30), Migration.records("more", 20), List.of())
        .imported();

    assertThat(failed(validate())).isEmpty();
    assertThat(atTarget("images").dimension()).contains(9);

    migration.target().drop(atTarget("images"));
    Object ignored = migration.target().create(empty("images"));
    assertThat(failed(validate())).doesNotContain("collections.dimension");
    assertThat(check(validate(), "collections.dimension").observed())
        .contains("not judged", "'pictures'");

    migration
        .target()
        .upsert(
            atTarget("images"), List.of(new ChromaRecord("x", null, null, null, new float[] {1})));
    migration.target().delete(atTarget("images"), List.of("x"));
    assertThat(check(validate(), "collections.dimension").failures())
        .containsExactly("pictures: 1 instead of 9");
  }

  private static NewCollection empty(String name) {
    return new NewCollection(name, Map.of(), DistanceFunction.COSINE, IndexSettings.DEFAULTS);
  }

  @Test
  void a_source_that_refuses_every_query_leaves_what_compares_with_it_unjudged() {
    migration.exported().imported();
    migration.source().refuseQueries(noIndex());

    ValidationSummary summary = validate();

    assertThat(failed(summary)).isEmpty();
    assertThat(withResult(summary, Result.NOT_APPLICABLE))
        .contains("search.recall", "search.overlap", "search.same-distance")
        .doesNotContain("search.results-returned", "search.distances");
    assertThat(check(summary, "search.recall").observed())
        .contains("the source refuses every query in 'docs'", "no index", "1 more");
  }
}
