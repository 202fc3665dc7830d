package io.chromarunbook.activities.mending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.importing.StoredReceipt;
import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.activities.validation.ValidationActivitiesImpl;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.MendingActivities;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.ValidationActivities;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("patience")
class MendingActivitiesTest {

  private static final String ROOM = Migration.USUAL_PLAN + "quarantine: {maxRecords: 3}\n";
  private static final String WITH_DEFAULT =
      """
      collections: {rename: {pictures: images}}
      transform:
        fields:
          lang: {type: string, required: true, default: xx}
          number: {type: integer, required: true}
      import: {batchSize: 8}
      quarantine: {maxRecords: 3}
      """;

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

  /** Two records of the first part and one of the third have no language. */
  private void importedWithThreeAside() {
    migration.plan(ROOM);
    List<ChromaRecord> docs = new ArrayList<>(Migration.records("doc", 30));
    docs.set(3, without(docs.get(3), "lang"));
    docs.set(13, without(docs.get(13), "lang"));
    List<ChromaRecord> pictures = new ArrayList<>(Migration.records("pic", 20));
    pictures.set(0, without(pictures.get(0), "lang"));
    migration.exported(docs, Migration.records("more", 20), pictures).imported();
  }

  private static ChromaRecord without(ChromaRecord record, String key) {
    Map<String, Object> metadata = new LinkedHashMap<>(record.metadata());
    metadata.remove(key);
    return new ChromaRecord(
        record.id(), record.document(), record.uri(), metadata, record.embedding());
  }

  private CollectionInfo atTarget(String name) {
    return migration.target().collection(name).orElseThrow();
  }

  private MendingActivities mending() {
    return migration.activity(
        new MendingActivitiesImpl(migration.runs(), Duration.ZERO), MendingActivities.class);
  }

  private void repair(String collection) {
    through(from -> mending().repair(migration.reference(), collection, from));
  }

  private void replay(String collection) {
    through(from -> mending().replay(migration.reference(), collection, from));
  }

  private static void through(Function<Position, Progress> slice) {
    Optional<Position> position = Optional.of(Position.START);
    while (position.isPresent()) {
      position = slice.apply(position.get()).next();
    }
  }

  private ValidationActivities validation() {
    return migration.activity(
        new ValidationActivitiesImpl(migration.runs()), ValidationActivities.class);
  }

  private Totals compareAll() {
    through(from -> validation().compareTarget(migration.reference(), from));
    through(from -> validation().searchBoth(migration.reference(), from));
    return totals();
  }

  private Totals totals() {
    return validation().concludeValidation(migration.reference()).findings().totals();
  }

  private PartReceipt receipt(int collection, int part) {
    return StoredReceipt.read(migration.folder(), collection, part).orElseThrow().receipt();
  }

  private List<List<String>> watchUpserts() {
    List<List<String>> upserts = new ArrayList<>();
    migration.beforeUpsert(
        records -> upserts.add(records.stream().map(ChromaRecord::id).sorted().toList()));
    return upserts;
  }

  @Test
  void a_repair_brings_in_exactly_what_is_different_or_missing_and_leaves_strangers_alone() {
    migration.exported().imported();
    migration.target().delete(atTarget("docs"), List.of("doc-7"));
    migration.replaceAtTarget(
        "docs", Migration.with(migration.atTarget("docs", "doc-9"), "stale", "key"));
    migration.replaceAtTarget(
        "images", Migration.with(migration.atTarget("images", "pic-2"), "number", 77L));
    ChromaRecord stranger = Migration.records("stranger", 1).get(0);
    migration.target().upsert(atTarget("docs"), List.of(stranger));
    assertThat(compareAll()).isEqualTo(new Totals(70, 67, 0, 2, 1, 1, 0));
    List<List<String>> upserts = watchUpserts();

    repair(null);

    assertThat(upserts).containsExactly(List.of("doc-7", "doc-9"), List.of("pic-2"));
    assertThat(totals()).isEqualTo(new Totals(70, 70, 0, 0, 0, 1, 0));
    assertThat(migration.atTarget("docs", "doc-9").metadata()).doesNotContainKey("stale");
    assertThat(migration.atTarget("docs", "stranger-0").id()).isEqualTo("stranger-0");
    assertThat(compareAll()).isEqualTo(new Totals(70, 70, 0, 0, 0, 1, 0));
  }

  @Test
  void a_repair_of_one_collection_touches_no_other() {
    migration.exported().imported();
    migration.target().delete(atTarget("docs"), List.of("doc-7"));
    migration.target().delete(atTarget("images"), List.of("pic-2"));
    compareAll();

    repair("pictures");

    assertThat(totals()).isEqualTo(new Totals(70, 69, 0, 0, 1, 0, 0));
  }

  @Test
  void a_repeated_repair_writes_nothing() {
    migration.exported().imported();
    migration.target().delete(atTarget("docs"), List.of("doc-7"));
    compareAll();
    repair(null);
    List<List<String>> upserts = watchUpserts();

    repair(null);

    assertThat(upserts).isEmpty();
  }

  @Test
  void a_repair_interrupted_anywhere_is_finished_by_its_repeat() {
    migration.exported().imported();
    List<String> gone = List.of("doc-1", "doc-2", "doc-3", "more-1");
    migration.target().delete(atTarget("docs"), gone);
    compareAll();
    AtomicInteger calls = new AtomicInteger();
    migration.beforeUpsert(
        records -> {
          if (calls.incrementAndGet() == 2) {
            throw new ChromaException(ChromaException.Kind.FORBIDDEN, "the token expired", null);
          }
        });
    assertThatThrownBy(() -> repair(null)).rootCause().hasMessageContaining("token expired");

    repair(null);

    assertThat(totals()).isEqualTo(new Totals(70, 70, 0, 0, 0, 0, 0));
  }

  @Test
  void an_amended_transform_makes_differences_and_a_repair_carries_it_out() {
    migration.exported().imported();
    migration.amend(
        Migration.USUAL_PLAN.replace(
            "number: {type: integer, required: true}",
            "chunk: {type: integer, from: number, required: true}"));
    assertThat(compareAll()).isEqualTo(new Totals(70, 0, 0, 70, 0, 0, 0));

    repair(null);

    assertThat(totals()).isEqualTo(new Totals(70, 70, 0, 0, 0, 0, 0));
    assertThat(migration.atTarget("docs", "doc-9").metadata())
        .containsEntry("chunk", 9L)
        .doesNotContainKey("number");
    assertThat(receipt(0, 0)).isEqualTo(new PartReceipt(0, 0, 30, 30, 0, 30, 0, 0, 0));
  }

  @Test
  void what_the_amended_plan_cannot_bring_over_goes_from_the_target_into_quarantine() {
    migration.exported().imported();
    String strict =
        ROOM.replace(
            "number: {type: integer, required: true}",
            "number: {type: integer, required: true, oneOf: [" + upTo(29) + "]}");
    migration.amend(strict.replace("28,", ""));
    assertThat(compareAll().different()).isEqualTo(1);

    repair(null);

    assertThat(totals()).isEqualTo(new Totals(70, 69, 1, 0, 0, 0, 0));
    assertThat(QuarantineFile.ids(migration.folder().quarantine(0, 0))).containsExactly("doc-28");
    assertThat(migration.target().contents("docs"))
        .extracting(ChromaRecord::id)
        .doesNotContain("doc-28");
    assertThat(receipt(0, 0)).isEqualTo(new PartReceipt(0, 0, 30, 29, 1, 29, 0, 0, 0));
  }

  private static String upTo(int last) {
    StringBuilder numbers = new StringBuilder();
    for (int number = 0; number <= last; number++) {
      numbers.append(number).append(',');
    }
    return numbers.toString();
  }

  @Test
  void a_repair_that_would_overfill_the_quarantine_stops_and_leaves_it_as_it_was() {
    importedWithThreeAside();
    migration.amend(ROOM.replace("lang: {", "lang: {oneOf: [fr], ").replace("{oneOf", "{ oneOf"));
    compareAll();

    assertThatThrownBy(() -> repair(null))
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(FailureKind.of(failure.getType())).isEqualTo(FailureKind.QUARANTINE_FULL);
              assertThat(failure.getOriginalMessage())
                  .isEqualTo(
                      "31 records would lie in quarantine and the plan takes no more than 3; raise"
                          + " quarantine.maxRecords or change the transform with amend.");
            });
    assertThat(QuarantineFile.ids(migration.folder().quarantine(0, 0)))
        .containsExactlyInAnyOrder("doc-3", "doc-13");
    assertThat(migration.target().contents("docs")).hasSize(48);
  }

  @Test
  void a_replay_by_the_amended_plan_empties_the_quarantine_and_writes_nothing_else() {
    importedWithThreeAside();
    assertThat(compareAll()).isEqualTo(new Totals(70, 67, 3, 0, 0, 0, 0));
    migration.amend(WITH_DEFAULT);
    compareAll();
    List<List<String>> upserts = watchUpserts();

    replay(null);

    assertThat(upserts).containsExactly(List.of("doc-13", "doc-3"), List.of("pic-0"));
    assertThat(totals()).isEqualTo(new Totals(70, 70, 0, 0, 0, 0, 0));
    assertThat(migration.folder().quarantine(0, 0)).doesNotExist();
    assertThat(migration.atTarget("docs", "doc-13").metadata()).containsEntry("lang", "xx");
    assertThat(receipt(0, 0)).isEqualTo(new PartReceipt(0, 0, 30, 30, 0, 30, 0, 0, 0));
  }

  @Test
  void what_still_cannot_pass_stays_in_quarantine_with_its_new_reason() {
    importedWithThreeAside();
    migration.amend(ROOM.replace("lang: {", "lang: {from: tongue, "));
    List<String> reasons = new ArrayList<>();

    replay("docs");

    QuarantineFile.forEach(
        migration.folder().quarantine(0, 0), entry -> reasons.add(entry.reason()));
    assertThat(reasons).hasSize(2).allMatch(reason -> reason.contains("'tongue' is required"));
    QuarantineFile.forEach(
        migration.folder().quarantine(1, 0),
        entry -> assertThat(entry.reason()).contains("'lang' is required"));
  }

  @Test
  void a_part_that_was_not_imported_is_not_replayed() {
    migration.plan(Migration.USUAL_PLAN);
    List<ChromaRecord> docs = new ArrayList<>(Migration.records("doc", 30));
    docs.set(13, without(docs.get(13), "lang"));
    migration.exported(docs, Migration.records("more", 20), Migration.records("pic", 20));
    assertThatThrownBy(() -> migration.imported())
        .hasMessageContaining("the plan's quarantine takes no more than 0");
    migration.amend(WITH_DEFAULT);
    List<List<String>> upserts = watchUpserts();

    replay(null);

    assertThat(upserts).isEmpty();
    migration.imported();
    assertThat(compareAll()).isEqualTo(new Totals(70, 70, 0, 0, 0, 0, 0));
  }

  @Test
  void both_plans_of_an_amended_run_can_be_worked_by_and_both_are_kept() {
    migration.exported();
    var before = migration.reference();
    migration.amend(WITH_DEFAULT);

    assertThat(migration.imports().collections(before, 0).total()).isEqualTo(2);
    assertThat(migration.imports().collections(migration.reference(), 0).total()).isEqualTo(2);
    assertThat(migration.folder().amendment(1)).content().contains("\"default\":\"xx\"");
    assertThat(migration.folder().amendmentRecord(1)).content().contains("\"by\" : \"bo\"");
  }
}
