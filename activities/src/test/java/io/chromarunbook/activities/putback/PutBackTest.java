package io.chromarunbook.activities.putback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.leftbehind.HostileIds;
import io.chromarunbook.activities.leftbehind.LeftBehindActivitiesImpl;
import io.chromarunbook.activities.leftbehind.LeftBehindFile;
import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.putback.PutBackLine.Kind;
import io.chromarunbook.activities.putback.PutBackLine.Outcome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.snapshot.Inventory;
import io.chromarunbook.activities.snapshot.InventoryCollection;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerVersion;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.LeftBehindActivities;
import io.chromarunbook.workflows.steps.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records left behind come to the source, where it still is what the snapshot says. */
@Timeout(60)
class PutBackTest {

  /** The source's "idx" is text, the target's "number" an integer; the rest goes as it is. */
  private static final String CASTING =
      """
      collections: {rename: {pictures: images}}
      transform:
        fields:
          language: {type: string, from: lang, default: en}
          number: {type: integer, required: true}
          secret: {drop: true}
      """;

  @TempDir Path home;
  private Migration migration;

  @AfterEach
  void close() {
    migration.close();
  }

  private void migrate(String plan) {
    migration = new Migration(home);
    migration.plan(plan);
    migration
        .exported(
            atSource(Migration.records("doc", 30)),
            atSource(Migration.records("more", 20)),
            atSource(Migration.records("pic", 20)))
        .imported();
  }

  /** As a legacy source has them: numbers as text, no lists, and one field that stays there. */
  private static List<ChromaRecord> atSource(List<ChromaRecord> records) {
    return records.stream()
        .map(record -> Migration.with(record, "number", record.metadata().get("number").toString()))
        .map(record -> Migration.with(record, "secret", "of " + record.id()))
        .map(record -> without(record, "tags"))
        .toList();
  }

  private void read() {
    LeftBehindActivities activities =
        migration.activity(
            new LeftBehindActivitiesImpl(migration.runs()), LeftBehindActivities.class);
    assertThat(activities.read(migration.reference(), Position.START).next()).isEmpty();
    activities.sumUp(migration.reference());
  }

  private PutBack putBack() {
    return putBack(new SourceServer(migration.source()));
  }

  private PutBack putBack(SourceReads source) {
    List<Plan> plans = Runs.plans(migration.folder());
    Inventory inventory =
        new Inventory(
            Instant.EPOCH,
            new ServerVersion("v1", "0.5.23"),
            migration.source().collections().stream()
                .map(
                    info ->
                        new InventoryCollection(
                            info, info.name(), 0, Map.of("number", List.of("string")), 0))
                .toList());
    return new PutBack(
        Snapshot.open(migration.folder().snapshot()),
        plans.get(plans.size() - 1),
        inventory,
        source,
        ReplacedRecords.read(migration.folder().putBackReplacing()));
  }

  private LeftBehindFile file() {
    return LeftBehindFile.open(migration.folder().leftBehind());
  }

  private List<PutBackLine> assess() {
    List<PutBackLine> lines = new ArrayList<>();
    putBack().assess(file(), List.of(), lines::add);
    return lines;
  }

  private List<PutBackLine> apply() {
    return apply(new SourceServer(migration.source()));
  }

  private List<PutBackLine> apply(SourceWrites writes) {
    List<PutBackLine> lines = new ArrayList<>();
    putBack().apply(file(), List.of(), writes, lines::add);
    return lines;
  }

  private CollectionInfo atTarget(String collection) {
    return migration.target().collection(collection).orElseThrow();
  }

  private CollectionInfo atSource(String collection) {
    return migration.source().collection(collection).orElseThrow();
  }

  private Optional<ChromaRecord> source(String collection, String id) {
    return migration.source().contents(collection).stream()
        .filter(record -> record.id().equals(id))
        .findFirst();
  }

  private static ChromaRecord without(ChromaRecord record, String key) {
    Map<String, Object> fewer = new LinkedHashMap<>(record.metadata());
    fewer.remove(key);
    return new ChromaRecord(
        record.id(), record.document(), record.uri(), fewer, record.embedding());
  }

  private static ChromaRecord fresh(String id) {
    return new ChromaRecord(
        id,
        "fresh",
        "file:" + id,
        Map.of("language", "fr", "number", 77L, "more", 2.5),
        Migration.records("fresh", 1).get(0).embedding());
  }

  private static PutBackLine line(Kind kind, String collection, String id, Outcome outcome) {
    return new PutBackLine(kind, collection, id, outcome, "");
  }

  @Test
  void new_edited_deleted_and_reduced_records_come_to_the_source_and_a_second_time_nothing_does() {
    migrate(CASTING);
    List<ChromaRecord> before = migration.source().contents("docs");
    migration.target().upsert(atTarget("docs"), List.of(fresh("n-1"), fresh("n-2")));
    migration.replaceAtTarget(
        "docs", Migration.with(migration.atTarget("docs", "doc-7"), "number", 700L));
    migration.replaceAtTarget("docs", without(migration.atTarget("docs", "more-3"), "new"));
    migration.target().delete(atTarget("images"), List.of("pic-2"));
    read();

    assertThat(assess())
        .containsExactly(
            line(Kind.CHANGED, "docs", "doc-7", Outcome.WOULD_WRITE),
            line(Kind.CHANGED, "docs", "more-3", Outcome.WOULD_WRITE),
            line(Kind.NEW, "docs", "n-1", Outcome.WOULD_WRITE),
            line(Kind.NEW, "docs", "n-2", Outcome.WOULD_WRITE),
            line(Kind.GONE, "pictures", "pic-2", Outcome.WOULD_DELETE));
    assertThat(migration.source().contents("docs")).isEqualTo(before);

    assertThat(apply())
        .extracting(PutBackLine::outcome)
        .containsExactly(
            Outcome.WRITTEN, Outcome.WRITTEN, Outcome.WRITTEN, Outcome.WRITTEN, Outcome.DELETED);
    assertThat(source("docs", "n-1").orElseThrow().metadata())
        .isEqualTo(Map.of("lang", "fr", "number", "77", "more", 2.5));
    assertThat(source("docs", "doc-7").orElseThrow().metadata())
        .containsEntry("number", "700")
        .containsEntry("secret", "of doc-7");
    assertThat(source("docs", "more-3").orElseThrow().metadata())
        .doesNotContainKey("new")
        .containsEntry("secret", "of more-3");
    assertThat(source("pictures", "pic-2")).isEmpty();
    assertThat(migration.source().contents("docs")).hasSize(52);

    List<ChromaRecord> after = migration.source().contents("docs");
    assertThat(apply(new NoWrites()))
        .extracting(PutBackLine::outcome)
        .containsOnly(Outcome.ALREADY);
    assertThat(migration.source().contents("docs")).isEqualTo(after);
    assertThat(migration.folder().putBackReplacing()).doesNotExist();
  }

  /** A source that must not be written to. */
  private static final class NoWrites implements SourceWrites {
    @Override
    public void upsert(CollectionInfo collection, List<ChromaRecord> records) {
      throw new AssertionError("written: " + records);
    }

    @Override
    public void delete(CollectionInfo collection, List<String> ids) {
      throw new AssertionError("deleted: " + ids);
    }
  }

  @Test
  void what_the_source_has_otherwise_than_the_snapshot_is_left_alone() {
    migrate(CASTING);
    migration.target().upsert(atTarget("docs"), List.of(fresh("n-1")));
    migration.target().update(atTarget("docs"), "doc-1", "edited at the target");
    migration.target().update(atTarget("docs"), "doc-2", "edited at the target");
    migration.target().delete(atTarget("docs"), List.of("doc-3"));
    read();
    CollectionInfo docs = atSource("docs");
    ChromaRecord theirs =
        new ChromaRecord("n-1", "theirs", null, Map.of(), fresh("n-1").embedding());
    migration.source().upsert(docs, List.of(theirs));
    migration.source().update(docs, "doc-1", "edited at the source");
    migration.source().delete(docs, List.of("doc-2"));
    migration.source().update(docs, "doc-3", "edited at the source");
    List<ChromaRecord> before = migration.source().contents("docs");

    List<PutBackLine> lines = apply(new NoWrites());

    assertThat(lines).extracting(PutBackLine::outcome).containsOnly(Outcome.CONFLICT);
    assertThat(lines)
        .extracting(PutBackLine::reason)
        .containsExactly(
            "at the source it differs from the snapshot in document",
            "the source does not have it any more",
            "at the source it differs from the snapshot in document",
            "the source has a record of this id, different in document, metadata:lang,"
                + " metadata:more, metadata:number, uri");
    assertThat(migration.source().contents("docs")).isEqualTo(before);
  }

  @Test
  void a_collection_the_source_does_not_have_is_a_conflict() {
    migrate(CASTING);
    migration.target().update(atTarget("images"), "pic-1", "edited");
    read();
    migration.source().drop(atSource("pictures"));

    assertThat(apply(new NoWrites()))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.outcome()).isEqualTo(Outcome.CONFLICT);
              assertThat(line.reason()).contains("no collection 'pictures'");
            });
  }

  @Test
  void what_the_transform_does_not_give_back_is_only_exported() {
    migrate(CASTING);
    migration
        .target()
        .upsert(
            atTarget("docs"),
            List.of(
                Migration.with(fresh("n-1"), "secret", "a dropped field"),
                without(fresh("n-2"), "language")));
    migration.replaceAtTarget(
        "docs", Migration.with(migration.atTarget("docs", "doc-1"), "lang", "the old name"));
    read();

    List<PutBackLine> lines = apply(new NoWrites());

    assertThat(lines).extracting(PutBackLine::outcome).containsOnly(Outcome.EXPORTED_ONLY);
    assertThat(lines)
        .extracting(PutBackLine::reason)
        .allSatisfy(reason -> assertThat(reason).contains("metadata:"));
  }

  @Test
  void a_list_does_not_go_where_the_source_would_lose_it_without_a_word() {
    migrate(CASTING);
    migration
        .target()
        .upsert(atTarget("docs"), List.of(Migration.with(fresh("n-1"), "tags", List.of("a"))));
    read();

    assertThat(apply(new NoWrites()))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.outcome()).isEqualTo(Outcome.EXPORTED_ONLY);
              assertThat(line.reason()).contains("0.5.23", "metadata:tags");
            });
  }

  @Test
  void of_a_collection_that_is_gone_as_a_whole_nothing_is_deleted_at_the_source() {
    migrate(CASTING);
    migration.target().drop(atTarget("images"));
    read();

    List<PutBackLine> lines = apply(new NoWrites());

    assertThat(lines).hasSize(20);
    assertThat(lines).extracting(PutBackLine::outcome).containsOnly(Outcome.EXPORTED_ONLY);
    assertThat(lines.get(0).reason()).contains("'images' was gone from the target");
  }

  @Test
  void of_a_collection_made_anew_only_what_is_there_comes_to_the_source() {
    migrate(CASTING);
    migration.target().drop(atTarget("images"));
    CollectionInfo anew =
        migration
            .target()
            .create(
                new NewCollection(
                    "images", Map.of(), DistanceFunction.COSINE, IndexSettings.DEFAULTS));
    migration.target().upsert(anew, List.of(fresh("n-1")));
    read();

    List<PutBackLine> lines = apply();

    assertThat(lines)
        .filteredOn(line -> line.outcome() == Outcome.WRITTEN)
        .containsExactly(line(Kind.NEW, "pictures", "n-1", Outcome.WRITTEN));
    assertThat(lines)
        .filteredOn(line -> line.outcome() == Outcome.EXPORTED_ONLY)
        .hasSize(20)
        .allSatisfy(line -> assertThat(line.reason()).contains("made anew"));
    assertThat(migration.source().contents("pictures")).hasSize(21);
  }

  @Test
  void a_document_that_was_removed_is_removed() {
    migrate(CASTING);
    ChromaRecord record = migration.atTarget("docs", "doc-5");
    migration.replaceAtTarget(
        "docs", new ChromaRecord("doc-5", null, null, record.metadata(), record.embedding()));
    read();

    assertThat(apply()).containsExactly(line(Kind.CHANGED, "docs", "doc-5", Outcome.WRITTEN));
    ChromaRecord now = source("docs", "doc-5").orElseThrow();
    assertThat(now.document()).isNull();
    assertThat(now.uri()).isNull();
    assertThat(now.metadata()).containsEntry("secret", "of doc-5");
    assertThat(migration.folder().putBackReplacing()).doesNotExist();
  }

  @Test
  void whoever_dies_between_deleting_and_writing_anew_finds_its_way_when_it_comes_again() {
    migrate(CASTING);
    ChromaRecord record = migration.atTarget("docs", "doc-5");
    migration.replaceAtTarget(
        "docs", new ChromaRecord("doc-5", null, null, record.metadata(), record.embedding()));
    read();
    ChromaException broken =
        new ChromaException(ChromaException.Kind.UNREACHABLE, "No answer.", null);
    int[] upserts = {0};

    assertThatThrownBy(
            () ->
                apply(
                    new SourceWrites() {
                      @Override
                      public void upsert(CollectionInfo collection, List<ChromaRecord> records) {
                        if (++upserts[0] == 2) {
                          throw broken;
                        }
                        migration.source().upsert(collection, records);
                      }

                      @Override
                      public void delete(CollectionInfo collection, List<String> ids) {
                        migration.source().delete(collection, ids);
                      }
                    }))
        .isSameAs(broken);
    assertThat(source("docs", "doc-5")).isEmpty();
    assertThat(migration.folder().putBackReplacing()).exists();

    assertThat(assess()).containsExactly(line(Kind.CHANGED, "docs", "doc-5", Outcome.WOULD_WRITE));
    assertThat(apply()).containsExactly(line(Kind.CHANGED, "docs", "doc-5", Outcome.WRITTEN));
    assertThat(source("docs", "doc-5").orElseThrow().document()).isNull();
    assertThat(migration.folder().putBackReplacing()).doesNotExist();
  }

  @Test
  void what_the_source_refuses_is_told_apart_and_leaves_the_others_alone() {
    migrate(CASTING);
    migration.target().upsert(atTarget("docs"), List.of(fresh("n-1"), fresh("n-2"), fresh("n-3")));
    read();

    List<PutBackLine> lines =
        apply(
            new SourceWrites() {
              @Override
              public void upsert(CollectionInfo collection, List<ChromaRecord> records) {
                if (records.stream().anyMatch(record -> record.id().equals("n-2"))) {
                  throw new ChromaException(ChromaException.Kind.REFUSED, "Not that one.", null);
                }
                migration.source().upsert(collection, records);
              }

              @Override
              public void delete(CollectionInfo collection, List<String> ids) {
                throw new AssertionError("nothing is to be deleted");
              }
            });

    assertThat(lines)
        .containsExactly(
            line(Kind.NEW, "docs", "n-1", Outcome.WRITTEN),
            new PutBackLine(Kind.NEW, "docs", "n-2", Outcome.REFUSED, "Not that one."),
            line(Kind.NEW, "docs", "n-3", Outcome.WRITTEN));
  }

  @Test
  void what_reads_back_as_another_record_is_not_called_written() {
    migrate(CASTING);
    migration.target().upsert(atTarget("docs"), List.of(fresh("n-1")));
    migration.target().delete(atTarget("docs"), List.of("doc-1"));
    read();

    List<PutBackLine> lines =
        apply(
            new SourceWrites() {
              @Override
              public void upsert(CollectionInfo collection, List<ChromaRecord> records) {
                migration
                    .source()
                    .upsert(collection, records.stream().map(one -> without(one, "more")).toList());
              }

              @Override
              public void delete(CollectionInfo collection, List<String> ids) {
                // Says yes and does nothing.
              }
            });

    assertThat(lines).extracting(PutBackLine::outcome).containsOnly(Outcome.UNLIKE);
    assertThat(lines.get(1).reason()).contains("metadata:more");
  }

  @Test
  void a_frozen_source_ends_it_with_nothing_changed() {
    migrate(CASTING);
    migration.target().upsert(atTarget("docs"), List.of(fresh("n-1")));
    read();
    migration.source().freeze();

    assertThatThrownBy(this::apply)
        .isInstanceOfSatisfying(
            ChromaException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ChromaException.Kind.READ_ONLY));
    assertThat(migration.source().contents("docs")).hasSize(50);
  }

  @Test
  void a_record_only_an_earlier_reading_has_is_named() {
    migrate(CASTING);
    migration.target().upsert(atTarget("docs"), List.of(fresh("n-1"), fresh("n-2")));
    migration.target().update(atTarget("docs"), "doc-1", "edited");
    read();
    migration.target().delete(atTarget("docs"), List.of("n-1"));
    read();

    List<PutBackLine> lines = new ArrayList<>();
    putBack()
        .assess(file(), List.of(LeftBehindFile.open(migration.folder().leftBehind(1))), lines::add);

    assertThat(lines)
        .filteredOn(line -> line.outcome() == Outcome.EXPORTED_ONLY)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.id()).isEqualTo("n-1");
              assertThat(line.reason()).contains("left-behind-1.jsonl");
            });
    assertThat(lines).hasSize(3);
    assertThat(LeftBehindStanding.of(migration.folder()))
        .isEqualTo(new LeftBehindStanding.Open(3, 3));
  }

  @Test
  void what_only_an_earlier_reading_has_is_open_although_the_last_one_found_nothing()
      throws IOException {
    migrate(CASTING);
    migration.target().upsert(atTarget("docs"), List.of(fresh("n-1")));
    read();
    migration.target().delete(atTarget("docs"), List.of("n-1"));
    read();

    assertThat(file().header().records()).isZero();
    assertThat(LeftBehindStanding.of(migration.folder()))
        .isEqualTo(new LeftBehindStanding.Open(1, 1));

    Files.delete(migration.folder().leftBehind());
    assertThat(LeftBehindStanding.of(migration.folder()))
        .isEqualTo(new LeftBehindStanding.Unreadable());
  }

  @Test
  void an_original_that_was_put_aside_and_came_to_the_target_later_is_in_nobodys_way() {
    migration = new Migration(home);
    migration.plan(CASTING + "quarantine: {maxRecords: 1}\n");
    List<ChromaRecord> docs = new ArrayList<>(atSource(Migration.records("doc", 30)));
    docs.set(4, Migration.with(docs.get(4), "number", "four"));
    migration
        .exported(
            docs, atSource(Migration.records("more", 20)), atSource(Migration.records("pic", 20)))
        .imported();
    migration.target().update(atTarget("docs"), "doc-3", "edited");
    migration.target().upsert(atTarget("docs"), List.of(fresh("doc-4")));
    migration.target().update(atTarget("docs"), "doc-9", "edited");
    read();

    List<PutBackLine> lines = apply();

    assertThat(lines).extracting(PutBackLine::id).containsExactly("doc-3", "doc-4", "doc-9");
    assertThat(lines)
        .extracting(PutBackLine::outcome)
        .containsExactly(Outcome.WRITTEN, Outcome.CONFLICT, Outcome.WRITTEN);
  }

  @Test
  void an_id_may_be_any_text() throws IOException {
    migrate(CASTING);
    List<String> ids = HostileIds.all().toList();
    migration.target().upsert(atTarget("docs"), ids.stream().map(PutBackTest::fresh).toList());
    read();

    assertThat(apply())
        .containsExactlyElementsOf(
            ids.stream().map(id -> line(Kind.NEW, "docs", id, Outcome.WRITTEN)).toList());
    assertThat(ids)
        .allSatisfy(
            id ->
                assertThat(source("docs", id).orElseThrow().metadata())
                    .containsEntry("lang", "fr"));
  }

  @Test
  void many_records_come_in_requests_a_server_takes() {
    migrate(CASTING);
    List<ChromaRecord> many = new ArrayList<>();
    for (int number = 0; number < 450; number++) {
      many.add(fresh("n-" + number));
    }
    migration.target().upsert(atTarget("docs"), many);
    read();
    int[] most = {0};

    List<PutBackLine> lines =
        apply(
            new SourceWrites() {
              @Override
              public void upsert(CollectionInfo collection, List<ChromaRecord> records) {
                most[0] = Math.max(most[0], records.size());
                migration.source().upsert(collection, records);
              }

              @Override
              public void delete(CollectionInfo collection, List<String> ids) {
                throw new AssertionError("nothing is to be deleted");
              }
            });

    assertThat(lines).hasSize(450).extracting(PutBackLine::outcome).containsOnly(Outcome.WRITTEN);
    assertThat(most[0]).isEqualTo(200);
  }

  @Test
  void a_file_of_another_snapshot_is_noticed() throws Exception {
    migrate(CASTING);
    migration.target().update(atTarget("docs"), "doc-1", "edited");
    read();
    Path other = home.resolve("other");
    try (Migration second = new Migration(other)) {
      second.exported(
          Migration.records("x", 3), Migration.records("y", 3), Migration.records("z", 3));
      Files.move(migration.folder().snapshot(), home.resolve("aside"));
      Files.move(second.folder().snapshot(), migration.folder().snapshot());
    }

    assertThatThrownBy(this::assess).hasMessageContaining("doc-1");
  }
}
