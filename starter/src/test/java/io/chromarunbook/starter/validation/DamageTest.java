package io.chromarunbook.starter.validation;

import static io.chromarunbook.starter.validation.Damage.document;
import static io.chromarunbook.starter.validation.Damage.field;
import static io.chromarunbook.starter.validation.Damage.vector;
import static io.chromarunbook.starter.validation.Damage.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.starter.migration.MigrationStage;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.evidence.CheckResult.Severity;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.steps.ValidationSummary;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every damage is made at a real server and found by exactly the checks that claim to find it. What
 * no real server can be brought to do is done by a proxy before it.
 */
@Tag("servers")
@ExtendWith(MigrationStage.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class DamageTest {

  private DamagedRun run;

  @BeforeAll
  void migrate(MigrationStage stage) {
    run = new DamagedRun(stage);
  }

  @AfterAll
  void close() {
    run.close();
  }

  @Test
  void a_clean_migration_passes_every_check_that_applies() {
    ValidationSummary summary = run.migrated().validate();

    assertThat(DamagedRun.failing(summary)).isEmpty();
    assertThat(summary.checks())
        .filteredOn(check -> check.result() == Result.NOT_APPLICABLE)
        .extracting(CheckResult::id)
        .containsExactlyInAnyOrder("collections.configuration", "identity.quarantined-absent");
    Totals totals = summary.findings().totals();
    assertThat(totals.equal()).isEqualTo(340).isEqualTo(totals.snapshot());
  }

  static Stream<Damage> damages() {
    return Stream.of(identity(), texts(), metadata(), vectors(), collections(), servers())
        .flatMap(List::stream);
  }

  private static List<Damage> identity() {
    return List.of(
        Damage.of(
            "a deleted record",
            run -> run.migrated().deleteAtTarget("notes", "note-5"),
            run -> restore(run, "notes", "note-5"),
            "identity.none-lost",
            "counts.match",
            "counts.collections"),
        Damage.of(
            "an added record",
            run -> run.migrated().replaceAtTarget("notes", List.of(stranger(run))),
            run -> run.migrated().deleteAtTarget("notes", "stranger"),
            "identity.none-added",
            "counts.match",
            "counts.collections"),
        Damage.of(
            "a record under another id",
            run -> {
              run.migrated().deleteAtTarget("notes", "note-5");
              run.migrated()
                  .replaceAtTarget(
                      "notes", List.of(Damage.withId(run.originals("notes").get(5), "stranger")));
            },
            run -> {
              run.migrated().deleteAtTarget("notes", "stranger");
              restore(run, "notes", "note-5");
            },
            "identity.none-lost",
            "identity.none-added"),
        Damage.records(
            "two records' ids swapped",
            "notes",
            List.of("note-8", "note-9"),
            Damage::idsSwapped,
            "documents.equal",
            "documents.sizes",
            "documents.uris",
            "values.strings",
            "values.integers",
            "values.floats",
            "values.booleans",
            "values.lists",
            "embeddings.equal",
            "embeddings.norm",
            "search.distances"));
  }

  private static List<Damage> texts() {
    return List.of(
        Damage.record(
            "a changed character",
            "notes",
            "note-7",
            document(text -> text.replace('7', '8')),
            "documents.equal"),
        Damage.record(
            "a normalised accent",
            "notes",
            "note-7",
            document(text -> Normalizer.normalize(text, Normalizer.Form.NFD)),
            "documents.equal",
            "documents.unicode",
            "documents.sizes"),
        Damage.record(
            "an emptied document",
            "images",
            "picture-7",
            document(text -> ""),
            "documents.equal",
            "documents.none-emptied",
            "documents.sizes"),
        Damage.record(
            "another uri",
            "images",
            "picture-7",
            record ->
                new ChromaRecord(
                    record.id(),
                    record.document(),
                    record.uri() + "/",
                    record.metadata(),
                    record.embedding()),
            "documents.uris"));
  }

  private static List<Damage> metadata() {
    return List.of(
        Damage.record(
            "a missing required field",
            "notes",
            "note-7",
            without("lang"),
            "metadata.no-lost-keys",
            "metadata.required-fields"),
        Damage.record(
            "a value the plan does not allow",
            "notes",
            "note-7",
            field("lang", "it"),
            "metadata.allowed-values",
            "values.strings"),
        Damage.record(
            "a string that was an integer",
            "notes",
            "note-7",
            field("number", "7"),
            "metadata.types",
            "metadata.required-fields"),
        Damage.record(
            "a float that was an integer: 7 against 7.0",
            "sounds",
            "sound-7",
            field("number", 7.0),
            "metadata.types",
            "metadata.required-fields"),
        Damage.record(
            "a string that was a boolean: true against \"true\"",
            "images",
            "picture-8",
            field("new", "true"),
            "metadata.types"),
        Damage.record("another integer", "notes", "note-7", field("number", 8L), "values.integers"),
        Damage.record(
            "a float beyond tolerance",
            "notes",
            "note-7",
            field("score", 0.875 + 3 * Math.ulp(0.875)),
            "values.floats"),
        Damage.record(
            "another boolean", "sounds", "sound-7", field("new", true), "values.booleans"),
        Damage.record(
            "a dropped list", "notes", "note-7", without("tags"), "metadata.no-lost-keys"),
        Damage.record(
            "a shuffled list",
            "notes",
            "note-7",
            field("tags", List.of("b", "note-7")),
            "values.lists"),
        Damage.record(
            "a field nobody gave it",
            "images",
            "picture-7",
            field("left-over", "x"),
            "metadata.no-unexpected-keys"));
  }

  private static List<Damage> vectors() {
    return List.of(
        Damage.record(
            "a vector one bit away where every bit counts",
            "notes",
            "note-7",
            vector(embedding -> embedding[3] = Math.nextUp(embedding[3])),
            "embeddings.equal"),
        Damage.record(
            "a vector changed beyond tolerance where some is given",
            "images",
            "picture-7",
            vector(embedding -> embedding[3] += 32 * Math.ulp(embedding[3])),
            "embeddings.equal"),
        Damage.record(
            "a zeroed vector",
            "notes",
            "note-7",
            vector(embedding -> Arrays.fill(embedding, 0f)),
            "embeddings.equal",
            "embeddings.norm",
            "search.distances"),
        Damage.records(
            "two records' vectors swapped",
            "images",
            List.of("picture-8", "picture-9"),
            Damage::vectorsSwapped,
            "embeddings.equal",
            "embeddings.norm",
            "search.distances"),
        Damage.answers(
            "a truncated vector, by a proxy because servers refuse them",
            WrongAnswers.truncatingVectorOf("note-7"),
            "embeddings.equal",
            "embeddings.norm",
            "embeddings.dimension"));
  }

  private static List<Damage> collections() {
    return List.of(
        Damage.of(
            "a collection missing",
            run -> run.drop("images"),
            run -> run.migrated().copyAgain("images"),
            "collections.present",
            "identity.none-lost",
            "counts.match",
            "counts.collections",
            "search.results-returned",
            "search.recall",
            "search.minimum-recall",
            "search.overlap",
            "search.distances",
            "search.same-distance"),
        Damage.of(
            "a collection renamed",
            run -> run.change("images", "{\"new_name\": \"other-images\"}"),
            run -> run.change("other-images", "{\"new_name\": \"images\"}"),
            "collections.present",
            "identity.none-lost",
            "counts.match",
            "counts.collections",
            "search.results-returned",
            "search.recall",
            "search.minimum-recall",
            "search.overlap",
            "search.distances",
            "search.same-distance"),
        Damage.of(
            "a collection with another setting of its index",
            run -> run.change("notes", "{\"new_configuration\": {\"hnsw\": {\"ef_search\": 150}}}"),
            run -> run.change("notes", "{\"new_configuration\": {\"hnsw\": {\"ef_search\": 200}}}"),
            "collections.index"),
        Damage.of(
            "a collection with other metadata",
            run -> run.change("images", "{\"new_metadata\": {\"about\": \"something else\"}}"),
            run -> run.migrated().copyAgain("images"),
            "collections.metadata"),
        Damage.of(
            "a collection somebody made anew",
            run -> run.rebuild("sounds", Samples.collection("sounds", DistanceFunction.IP)),
            run -> run.migrated().copyAgain("sounds"),
            "collections.own"),
        Damage.of(
            "a collection with another distance function",
            run -> run.rebuild("sounds", Samples.collection("sounds", DistanceFunction.L2)),
            run -> run.migrated().copyAgain("sounds"),
            "collections.own",
            "collections.distance",
            "search.distances",
            "search.same-distance"));
  }

  private static void restore(DamagedRun run, String collection, String id) {
    run.migrated().replaceAtTarget(collection, run.originals(collection, List.of(id)));
  }

  private static ChromaRecord stranger(DamagedRun run) {
    return Damage.withId(run.originals("notes").get(3), "stranger");
  }

  private static List<Damage> servers() {
    return List.of(
        Damage.of(
            "a full-text index that has lost what the documents say",
            run -> run.database().forgetTexts(run.idOf("images")),
            run -> run.migrated().copyAgain("images"),
            "filters.document"),
        Damage.answers(
            "a where that stops matching",
            WrongAnswers.forgettingWhere(),
            "filters.equality",
            "filters.range",
            "filters.boolean"),
        Damage.answers(
            "an index that lags behind its records: a search misses half of them",
            WrongAnswers.searchingOnly(id -> !id.matches(".*-1?[5-9].")),
            "search.recall",
            "search.minimum-recall",
            "search.overlap"),
        Damage.of(
            "a target whose database refuses writes",
            run -> run.database().refuseWrites(),
            run -> run.database().takeWrites(),
            "write.upsert",
            "write.read",
            "write.query",
            "write.update",
            "write.delete"),
        Damage.answers(
            "a target whose front refuses writes",
            WrongAnswers.refusingWrites(),
            "write.upsert",
            "write.read",
            "write.query",
            "write.update",
            "write.delete"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void damage_is_found_by_exactly_the_checks_that_claim_to(Damage damage) {
    damage.make().accept(run);
    try {
      Map<String, List<String>> failing = run.failing();

      assertThat(failing.keySet())
          .describedAs(failing.toString())
          .containsExactlyInAnyOrderElementsOf(damage.checks());
    } finally {
      damage.undo().accept(run);
    }
  }

  @Test
  void a_slow_target_is_warned_of_and_nothing_else() {
    run.proxy().behave(WrongAnswers.slowSearches(Duration.ofMillis(120)));
    try {
      ValidationSummary summary = run.migrated().validate();

      assertThat(summary.checks())
          .filteredOn(check -> check.result() == Result.FAIL)
          .extracting(CheckResult::id, CheckResult::severity)
          .containsExactly(
              tuple("performance.query-p50", Severity.WARNING),
              tuple("performance.query-p95", Severity.WARNING));
    } finally {
      run.proxy().tellTheTruth();
    }
  }

  @Test
  void a_real_server_does_not_take_a_truncated_vector() {
    ChromaRecord whole = run.originals("notes").get(7);
    ChromaRecord truncated =
        new ChromaRecord(
            whole.id(),
            whole.document(),
            whole.uri(),
            whole.metadata(),
            Arrays.copyOf(whole.embedding(), 11));

    assertThatThrownBy(
            () -> {
              try (var target = run.migrated().target()) {
                target.upsert(target.collection("notes").orElseThrow(), List.of(truncated));
              }
            })
        .isInstanceOf(ChromaException.class);
  }
}
