package io.chromarunbook.activities.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.activities.traffic.TrafficStanding;
import io.chromarunbook.activities.transform.QuarantineFile;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.CollectionPage;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.PartReceipt;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportActivitiesTest {

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
  void collections_are_listed_with_their_names_and_parts() {
    migration.exported();

    CollectionPage page = migration.imports().collections(migration.reference(), 1);

    assertThat(page.total()).isEqualTo(2);
    assertThat(page.recordsTotal()).isEqualTo(70);
    assertThat(page.collections())
        .singleElement()
        .satisfies(
            work -> {
              assertThat(work.source()).isEqualTo("pictures");
              assertThat(work.target()).isEqualTo("images");
              assertThat(work.parts()).isEqualTo(1);
            });
  }

  @Test
  void a_collection_is_created_with_its_settings_and_our_mark() {
    prepareFirst();

    CollectionInfo docs = migration.target().collection("docs").orElseThrow();
    assertThat(docs.distance()).isEqualTo(DistanceFunction.L2);
    assertThat(OwnerMark.removedFrom(docs.metadata())).isEqualTo(Map.of("about", "text"));
    assertThat(OwnerMark.read(docs.metadata())).contains(OwnerMark.of(migration.reference()));
    assertThat(new CreationRecord(migration.folder()).of(0))
        .hasValueSatisfying(created -> assertThat(created.uuid()).isEqualTo(docs.id()));
  }

  @Test
  void preparing_twice_goes_on_with_the_same_collection() {
    prepareFirst();
    String uuid = migration.target().collection("docs").orElseThrow().id();

    migration.imports().prepareCollection(migration.reference(), migration.work(0));

    assertThat(migration.target().collection("docs").orElseThrow().id()).isEqualTo(uuid);
  }

  @Test
  void a_collection_of_somebody_else_is_refused_and_named() {
    migration.exported();
    create("docs", Map.of());

    assertFails(
        FailureKind.NOT_OWNER,
        "'docs'",
        () -> migration.imports().prepareCollection(migration.reference(), migration.work(0)));
  }

  @Test
  void a_collection_of_another_migration_is_refused_and_its_owner_named() {
    migration.exported();
    create("docs", new OwnerMark("other", "run-7", "p").addedTo(Map.of()));

    assertFails(
        FailureKind.NOT_OWNER,
        "the migration other (run run-7)",
        () -> migration.imports().prepareCollection(migration.reference(), migration.work(0)));
  }

  @Test
  void a_collection_made_anew_with_a_copied_mark_is_refused() {
    prepareFirst();
    CollectionInfo docs = migration.target().collection("docs").orElseThrow();
    migration.target().drop(docs);
    create("docs", docs.metadata());

    assertFails(
        FailureKind.NOT_OWNER,
        "made it anew",
        () -> migration.imports().importPart(migration.reference(), 0, 0));
  }

  @Test
  void a_part_is_written_read_back_and_receipted() {
    prepareFirst();

    PartReceipt receipt = migration.imports().importPart(migration.reference(), 0, 0);

    assertThat(receipt).isEqualTo(new PartReceipt(0, 0, 30, 30, 0, 30, 0, 0, 0));
    assertThat(migration.target().contents("docs")).hasSize(30);
    assertThat(migration.folder().receipt(0, 0)).exists();
  }

  @Test
  void a_part_with_a_receipt_is_not_written_again() {
    prepareFirst();
    migration.imports().importPart(migration.reference(), 0, 0);
    AtomicInteger upserts = countUpserts();

    PartReceipt again = migration.imports().importPart(migration.reference(), 0, 0);

    assertThat(again.equal()).isEqualTo(30);
    assertThat(upserts).hasValue(0);
  }

  @Test
  void a_collection_of_one_part_is_created_and_brought_in_at_once_and_only_once() {
    migration.exported();

    PartReceipt receipt = migration.imports().importWhole(migration.reference(), migration.work(1));

    CollectionInfo images = migration.target().collection("images").orElseThrow();
    assertThat(receipt).isEqualTo(new PartReceipt(1, 0, 20, 20, 0, 20, 0, 0, 0));
    assertThat(OwnerMark.read(images.metadata())).contains(OwnerMark.of(migration.reference()));
    assertThat(migration.target().contents("images")).hasSize(20);
    migration.beforeUpsert(
        records -> {
          throw failure(ChromaException.Kind.REFUSED, "Nothing is to be written again.");
        });
    assertThat(migration.imports().importWhole(migration.reference(), migration.work(1)))
        .isEqualTo(receipt);
    assertThat(migration.target().collection("images").orElseThrow().id()).isEqualTo(images.id());
  }

  @Test
  void a_collection_of_one_part_is_not_created_after_writers_were_stopped() {
    migration.exported();
    migration.imports().stopWriters(migration.reference());

    assertFails(
        FailureKind.FENCED,
        "'images' is not created",
        () -> migration.imports().importWhole(migration.reference(), migration.work(1)));
    assertThat(migration.target().collection("images")).isEmpty();
  }

  @Test
  void a_receipt_of_another_plan_is_refused() {
    prepareFirst();
    migration.imports().importPart(migration.reference(), 0, 0);
    StoredReceipt mine = StoredReceipt.read(migration.folder(), 0, 0).orElseThrow();
    new StoredReceipt(mine.receipt(), "f".repeat(64), mine.partSha256(), mine.uuid(), 1, 30, 1.0)
        .write(migration.folder());
    emptyDocs();

    PartReceipt again = migration.imports().importPart(migration.reference(), 0, 0);

    assertThat(again.equal()).isEqualTo(30);
    assertThat(migration.target().contents("docs")).hasSize(30);
    assertThat(StoredReceipt.read(migration.folder(), 0, 0).orElseThrow().planDigest())
        .isEqualTo(migration.reference().planDigest());
  }

  @Test
  void a_receipt_of_another_part_file_or_collection_proves_nothing() {
    PartReceipt whole = new PartReceipt(0, 0, 1, 1, 0, 1, 0, 0, 0);
    StoredReceipt receipt = new StoredReceipt(whole, "plan", "sha", "uuid", 1, 1, 0.1);

    assertThat(receipt.proves(0, 0, "plan", "sha", "uuid")).isTrue();
    assertThat(receipt.proves(0, 1, "plan", "sha", "uuid")).isFalse();
    assertThat(receipt.proves(0, 0, "other", "sha", "uuid")).isFalse();
    assertThat(receipt.proves(0, 0, "plan", "other", "uuid")).isFalse();
    assertThat(receipt.proves(0, 0, "plan", "sha", "other")).isFalse();
  }

  @Test
  void a_fenced_attempt_stops_before_its_next_batch() {
    prepareFirst();
    migration.beforeUpsert(
        records -> {
          Fence.Holder mine =
              DurableFile.readJson(migration.folder().fence(0, 0), Fence.Holder.class);
          DurableFile.writeJson(
              migration.folder().fence(0, 0),
              new Fence.Holder(mine.activity(), mine.attempt() + 1));
        });

    assertFails(
        FailureKind.FENCED,
        "writes this part now",
        () -> migration.imports().importPart(migration.reference(), 0, 0));
    assertThat(migration.target().contents("docs")).hasSize(8);
    assertThat(migration.folder().receipt(0, 0)).doesNotExist();
  }

  @Test
  void an_attempt_older_than_the_fence_does_not_begin() {
    prepareFirst();
    Fence.take(migration.folder(), 0, 0, new Fence.Holder("activity", 3));

    assertFailsDirectly(
        FailureKind.FENCED,
        () -> Fence.take(migration.folder(), 0, 0, new Fence.Holder("activity", 2)));
  }

  @Test
  void a_new_activity_takes_over_whatever_the_old_one_counted() {
    Fence old = Fence.take(migration.folder(), 0, 0, new Fence.Holder("old", 3));
    Fence young = Fence.take(migration.folder(), 0, 0, new Fence.Holder("new", 1));

    young.check();
    assertThat(young.hadPredecessor()).isTrue();
    assertFailsDirectly(FailureKind.FENCED, old::check);
  }

  @Test
  void stopped_writers_stop_at_their_next_batch_and_stay_stopped() {
    prepareFirst();
    migration.beforeUpsert(
        records -> DurableFile.writeText(migration.folder().stopWriters(), "stop\n"));

    assertFails(
        FailureKind.FENCED,
        "stopped for good",
        () -> migration.imports().importPart(migration.reference(), 0, 0));
    assertThat(migration.target().contents("docs")).hasSize(8);
    assertFails(
        FailureKind.FENCED,
        "stopped for good",
        () -> migration.imports().importPart(migration.reference(), 0, 1));
  }

  @Test
  void after_a_lost_answer_only_what_is_missing_is_written() {
    prepareFirst();
    List<Integer> sizes = new ArrayList<>();
    migration.beforeUpsert(
        records -> {
          sizes.add(records.size());
          if (sizes.size() == 3) {
            migration.target().upsert(docs(), records.subList(0, 5));
            throw failure(ChromaException.Kind.UNREACHABLE, "The connection broke.");
          }
        });

    PartReceipt receipt = migration.imports().importPart(migration.reference(), 0, 0);

    assertThat(sizes).containsExactly(8, 8, 8, 3, 6);
    assertThat(receipt).isEqualTo(new PartReceipt(0, 0, 30, 30, 0, 30, 0, 0, 0));
    assertThat(StoredReceipt.read(migration.folder(), 0, 0).orElseThrow().upserted()).isEqualTo(25);
  }

  @Test
  void a_batch_that_arrived_although_its_answer_was_lost_is_not_written_again() {
    prepareFirst();
    List<Integer> sizes = new ArrayList<>();
    migration.beforeUpsert(
        records -> {
          sizes.add(records.size());
          if (sizes.size() == 2) {
            migration.target().upsert(docs(), records);
            throw failure(ChromaException.Kind.BROKEN_ANSWER, "500.");
          }
        });

    PartReceipt receipt = migration.imports().importPart(migration.reference(), 0, 0);

    assertThat(sizes).containsExactly(8, 8, 8, 6);
    assertThat(receipt.equal()).isEqualTo(30);
  }

  @Test
  void what_an_earlier_attempt_wrote_is_not_written_again() {
    prepareFirst();
    AtomicInteger upserts = new AtomicInteger();
    migration.beforeUpsert(
        records -> {
          if (upserts.incrementAndGet() == 3) {
            throw FailureKind.UNREACHABLE.failure("The worker stops.", null);
          }
        });
    assertFails(
        FailureKind.UNREACHABLE,
        "The worker stops",
        () -> migration.imports().importPart(migration.reference(), 0, 0));
    List<Integer> sizes = new ArrayList<>();
    migration.beforeUpsert(records -> sizes.add(records.size()));

    PartReceipt receipt = migration.imports().importPart(migration.reference(), 0, 0);

    assertThat(sizes).containsExactly(8, 6);
    assertThat(receipt).isEqualTo(new PartReceipt(0, 0, 30, 30, 0, 30, 0, 0, 0));
  }

  @Test
  void a_receipt_of_a_part_that_is_not_whole_proves_nothing() {
    PartReceipt different = new PartReceipt(0, 0, 2, 2, 0, 1, 0, 1, 0);
    PartReceipt missing = new PartReceipt(0, 0, 2, 2, 0, 1, 0, 0, 1);

    assertThat(new StoredReceipt(different, "plan", "sha", "uuid", 1, 2, 0.1))
        .matches(receipt -> !receipt.proves(0, 0, "plan", "sha", "uuid"));
    assertThat(new StoredReceipt(missing, "plan", "sha", "uuid", 1, 2, 0.1))
        .matches(receipt -> !receipt.proves(0, 0, "plan", "sha", "uuid"));
  }

  @Test
  void a_part_of_an_amended_plan_is_written_anew_without_what_the_old_plan_left() {
    prepareFirst();
    migration.imports().importPart(migration.reference(), 0, 0);
    migration.plan(
        """
        transform:
          unlisted: drop
          fields: {lang: {type: string, required: true}}
        """);
    migration.imports().prepareCollection(migration.reference(), migration.work(0));

    PartReceipt receipt = migration.imports().importPart(migration.reference(), 0, 0);

    assertThat(receipt).isEqualTo(new PartReceipt(0, 0, 30, 30, 0, 30, 0, 0, 0));
    assertThat(migration.atTarget("docs", "doc-3").metadata()).isEqualTo(Map.of("lang", "en"));
  }

  @Test
  void a_body_that_is_too_large_is_split() {
    prepareFirst();
    migration.beforeUpsert(
        records -> {
          if (records.size() > 3) {
            throw failure(ChromaException.Kind.TOO_LARGE, "Payload too large.");
          }
        });

    PartReceipt receipt = migration.imports().importPart(migration.reference(), 0, 0);

    assertThat(receipt.equal()).isEqualTo(30);
  }

  @Test
  void an_overloaded_server_is_given_the_time_it_asks_for() {
    prepareFirst();
    AtomicInteger upserts = new AtomicInteger();
    migration.beforeUpsert(
        records -> {
          if (upserts.incrementAndGet() % 2 == 1) {
            throw new ChromaException(
                ChromaException.Kind.OVERLOADED, "Busy.", Optional.of(Duration.ZERO), null);
          }
        });

    assertThat(migration.imports().importPart(migration.reference(), 0, 0).equal()).isEqualTo(30);
    assertThat(upserts).hasValue(8);
  }

  @Test
  void a_read_back_that_all_patience_was_spent_on_is_not_waited_for_once_more() {
    prepareFirst();
    AtomicInteger asked = new AtomicInteger();
    migration
        .target()
        .beforeEachRead(
            () -> {
              asked.incrementAndGet();
              throw failure(ChromaException.Kind.UNREACHABLE, "No answer.");
            });

    assertFails(
        FailureKind.UNREACHABLE,
        "No answer.",
        () -> migration.imports().importPart(migration.reference(), 0, 0));
    assertThat(asked.get()).as("each of the four batches at most once").isBetween(1, 4);
  }

  @Test
  void halving_a_refused_batch_finds_the_culprit() {
    migration.plan(Migration.USUAL_PLAN + "quarantine: {maxRecords: 1}\n");
    prepareFirst();
    refuse("doc-13");

    PartReceipt receipt = migration.imports().importPart(migration.reference(), 0, 0);

    assertThat(receipt).isEqualTo(new PartReceipt(0, 0, 30, 29, 1, 29, 0, 0, 0));
    List<String> reasons = new ArrayList<>();
    QuarantineFile.forEach(
        migration.folder().quarantine(0, 0),
        entry -> reasons.add(entry.id() + ": " + entry.reason()));
    assertThat(reasons)
        .singleElement()
        .satisfies(
            reason -> assertThat(reason).startsWith("doc-13:").contains("We do not like it."));
  }

  @Test
  void more_in_quarantine_than_the_plan_allows_ends_the_part() {
    prepareFirst();
    refuse("doc-13");

    assertFails(
        FailureKind.QUARANTINE_FULL,
        "doc-13",
        () -> migration.imports().importPart(migration.reference(), 0, 0));
    assertThat(QuarantineFile.ids(migration.folder().quarantine(0, 0))).containsExactly("doc-13");
  }

  @Test
  void the_quarantine_budget_counts_all_parts() {
    migration.plan(Migration.USUAL_PLAN + "quarantine: {maxRecords: 2}\n");
    List<ChromaRecord> first = new ArrayList<>(Migration.records("doc", 30));
    List<ChromaRecord> second = new ArrayList<>(Migration.records("more", 20));
    for (int bad = 0; bad < 2; bad++) {
      first.set(bad, Migration.with(first.get(bad), "number", "no number"));
    }
    second.set(4, Migration.with(second.get(4), "number", "no number"));
    migration.exported(first, second, Migration.records("pic", 20));
    migration.imports().prepareCollection(migration.reference(), migration.work(0));

    PartReceipt receipt = migration.imports().importPart(migration.reference(), 0, 0);

    assertThat(receipt).isEqualTo(new PartReceipt(0, 0, 30, 28, 2, 28, 0, 0, 0));
    assertFails(
        FailureKind.QUARANTINE_FULL,
        "more-4",
        () -> migration.imports().importPart(migration.reference(), 0, 1));
  }

  @Test
  void a_discarded_collection_leaves_nothing_and_can_be_copied_anew() {
    migration.exported().imported();

    migration.imports().discardCollection(migration.reference(), migration.work(0));
    migration.imports().discardCollection(migration.reference(), migration.work(0));

    assertThat(migration.target().collection("docs")).isEmpty();
    assertThat(migration.target().collection("images")).isPresent();
    assertThat(migration.folder().receipt(0, 0)).doesNotExist();
    assertThat(migration.folder().receipt(1, 0)).exists();
    migration.imported();
    assertThat(migration.target().contents("docs")).hasSize(50);
  }

  @Test
  void a_writer_whose_collection_was_discarded_stops() {
    Fence fence = Fence.take(migration.folder(), 0, 0, new Fence.Holder("activity", 1));

    new CreationRecord(migration.folder()).forgetFences(0);

    assertFailsDirectly(FailureKind.FENCED, fence::check);
  }

  @Test
  void another_collection_of_the_same_name_is_never_discarded() {
    migration.exported().imported();
    CollectionInfo docs = migration.target().collection("docs").orElseThrow();
    migration.target().drop(docs);
    create("docs", docs.metadata());

    assertFails(
        FailureKind.NOT_OWNER,
        "docs",
        () -> migration.imports().discardCollection(migration.reference(), migration.work(0)));
    assertThat(migration.imports().discardAll(migration.reference())).isEqualTo(1);
    assertThat(migration.target().collection("docs")).isPresent();
    assertThat(migration.target().collection("images")).isEmpty();
  }

  @Test
  void everything_discarded_is_counted_once_and_evidence_stays() {
    migration.exported().imported();
    create("foreign", Map.of());

    assertThat(migration.imports().discardAll(migration.reference())).isEqualTo(2);
    assertThat(migration.imports().discardAll(migration.reference())).isZero();
    assertThat(migration.target().collection("foreign")).isPresent();
    assertThat(migration.folder().receipt(0, 0)).exists();
  }

  @Test
  void a_replaced_run_loses_only_what_bears_its_mark() {
    migration.exported().imported();
    CollectionInfo docs = migration.target().collection("docs").orElseThrow();
    migration.target().replaceMetadata(docs, new OwnerMark("third", "r", "p").addedTo(Map.of()));

    assertThat(migration.imports().discardReplaced(migration.reference(), "kb")).isEqualTo(1);
    assertThat(migration.target().collection("docs")).isPresent();
    assertThat(migration.target().collection("images")).isEmpty();
    assertFails(
        FailureKind.REFUSED,
        "no folder of the run unknown",
        () -> migration.imports().discardReplaced(migration.reference(), "unknown"));
  }

  @Test
  void a_run_rolled_back_from_the_window_is_replaced_although_it_took_its_marks_off() {
    migration.exported().imported();
    switched();
    migration.imports().releaseCollections(migration.reference());
    assertFails(
        FailureKind.REFUSED,
        "Applications use the collections of the migration kb",
        () -> migration.imports().discardReplaced(migration.reference(), "kb"));

    ended(RunState.ROLLED_BACK);

    assertThat(migration.imports().discardReplaced(migration.reference(), "kb")).isEqualTo(2);
    assertThat(migration.target().collections()).isEmpty();
  }

  @Test
  void a_completed_run_is_never_replaced_while_its_collections_are_used() {
    migration.exported().imported();
    switched();
    migration.imports().releaseCollections(migration.reference());
    ended(RunState.COMPLETED);

    assertFails(
        FailureKind.REFUSED,
        "give ours other names",
        () -> migration.imports().discardReplaced(migration.reference(), "kb"));
    assertThat(migration.target().collections()).hasSize(2);
  }

  @Test
  void a_run_broken_off_after_the_switch_is_not_replaced_although_it_bears_its_marks() {
    migration.exported().imported();
    switched();

    assertFails(
        FailureKind.REFUSED,
        "use the collections",
        () -> migration.imports().discardReplaced(migration.reference(), "kb"));
    TrafficStanding.vouch(migration.folder(), TrafficAction.REVERT, "ed");

    assertThat(migration.imports().discardReplaced(migration.reference(), "kb")).isEqualTo(2);
  }

  @Test
  void a_collection_of_another_uuid_is_not_dropped_whatever_is_written_down() {
    migration.exported().imported();
    switched();
    migration.imports().releaseCollections(migration.reference());
    ended(RunState.ROLLED_BACK);
    CollectionInfo docs = docs();
    migration.target().drop(docs);
    create("docs", docs.metadata());

    assertThat(migration.imports().discardReplaced(migration.reference(), "kb")).isEqualTo(1);
    assertThat(docs().id()).isNotEqualTo(docs.id());
  }

  @Test
  void a_collection_without_a_mark_is_not_dropped_where_the_run_never_took_it_off() {
    migration.exported().imported();
    migration.target().replaceMetadata(docs(), Map.of("about", "text"));
    ended(RunState.ROLLED_BACK);

    assertThat(migration.imports().discardReplaced(migration.reference(), "kb")).isEqualTo(1);
    assertThat(docs().metadata()).isEqualTo(Map.of("about", "text"));
  }

  private void switched() {
    DurableFile.writeJson(
        migration.folder().traffic("switch"),
        Map.of(
            "action",
            "switch",
            "activity",
            "a",
            "attemptedAt",
            "2026-11-22T20:00:00Z",
            "finishedAt",
            "2026-11-22T20:00:01Z",
            "result",
            Map.of("state", "DONE", "message", "switched")));
  }

  private void ended(RunState state) {
    DurableFile.writeJson(
        migration.folder().end(), new RunEnd(state, Instant.now(), "NO-GO", "a test"));
  }

  @Test
  void released_collections_keep_only_their_own_metadata() {
    migration.exported().imported();

    migration.imports().releaseCollections(migration.reference());
    migration.imports().releaseCollections(migration.reference());

    assertThat(migration.target().collection("docs").orElseThrow().metadata())
        .isEqualTo(Map.of("about", "text"));
    assertThat(migration.target().collection("images").orElseThrow().metadata()).isEmpty();
    assertThat(migration.imports().discardAll(migration.reference())).isZero();
  }

  private void prepareFirst() {
    migration.exported();
    migration.imports().prepareCollection(migration.reference(), migration.work(0));
  }

  private void create(String name, Map<String, Object> metadata) {
    migration
        .target()
        .create(new NewCollection(name, metadata, DistanceFunction.L2, IndexSettings.DEFAULTS));
  }

  private CollectionInfo docs() {
    return migration.target().collection("docs").orElseThrow();
  }

  private void emptyDocs() {
    CollectionInfo docs = docs();
    migration
        .target()
        .delete(docs, migration.target().contents("docs").stream().map(ChromaRecord::id).toList());
    assertThat(Files.exists(migration.folder().receipt(0, 0))).isTrue();
  }

  private AtomicInteger countUpserts() {
    AtomicInteger upserts = new AtomicInteger();
    migration.beforeUpsert(records -> upserts.incrementAndGet());
    return upserts;
  }

  private void refuse(String id) {
    migration.beforeUpsert(
        records -> {
          if (records.stream().anyMatch(record -> record.id().equals(id))) {
            throw failure(ChromaException.Kind.REFUSED, "We do not like it.");
          }
        });
  }

  private static ChromaException failure(ChromaException.Kind kind, String message) {
    return new ChromaException(kind, message, null);
  }

  private static void assertFails(FailureKind kind, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .cause()
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining(message)
        .extracting(failure -> ((ApplicationFailure) failure).getType())
        .isEqualTo(kind.name());
  }

  private static void assertFailsDirectly(FailureKind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ApplicationFailure.class)
        .extracting(failure -> ((ApplicationFailure) failure).getType())
        .isEqualTo(kind.name());
  }

  @Test
  void own_metadata_are_changed_at_the_target_by_the_plan() {
    migration.plan(
        "collections: {metadata: {rename: {about: topic}, set: {\"hnsw:construction_ef\": 200}}}");

    prepareFirst();

    assertThat(OwnerMark.removedFrom(docs().metadata()))
        .isEqualTo(Map.of("topic", "text", "hnsw:construction_ef", 200L));
    assertThat(docs().index().constructionEf()).contains(200);
  }

  @Test
  void an_empty_collection_gets_its_dimension_and_keeps_nothing_of_how() {
    migration.exported(List.of(), List.of(), Migration.records("pic", 20));
    migration.beforeUpsert(
        records -> {
          migration.target().upsert(docs(), records);
          throw failure(ChromaException.Kind.UNREACHABLE, "cut off");
        });

    assertFails(
        FailureKind.UNREACHABLE,
        "cut off",
        () -> migration.imports().prepareCollection(migration.reference(), migration.work(0)));
    assertThat(migration.target().contents("docs")).hasSize(1);
    migration.beforeUpsert(records -> {});
    migration.imports().prepareCollection(migration.reference(), migration.work(0));

    assertThat(docs().dimension()).contains(9);
    assertThat(migration.target().contents("docs")).isEmpty();
  }
}
