package io.chromarunbook.activities.leftbehind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.activities.leftbehind.LeftBehindHeader.Standing;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Added;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Changed;
import io.chromarunbook.activities.leftbehind.LeftBehindRecord.Gone;
import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.SafeName;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.LeftBehind;
import io.chromarunbook.workflows.steps.LeftBehindActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What applications did at the target since the switch is found and kept. */
@Tag("patience")
@Timeout(60)
class LeftBehindActivitiesTest {

  @TempDir Path home;
  private Migration migration;
  private LeftBehindActivities activities;

  @BeforeEach
  void open() {
    migration = new Migration(home);
    migration.exported().imported();
    activities = activities(Duration.ZERO, Duration.ofSeconds(15));
  }

  @AfterEach
  void close() {
    migration.close();
  }

  private LeftBehindActivities activities(Duration slice, Duration patience) {
    return migration.activity(
        new LeftBehindActivitiesImpl(migration.runs(), slice, patience),
        LeftBehindActivities.class);
  }

  private LeftBehind read() {
    Optional<Position> next = Optional.of(Position.START);
    while (next.isPresent()) {
      next = activities.read(migration.reference(), next.get()).next();
    }
    return activities.sumUp(migration.reference());
  }

  private List<LeftBehindRecord> records() {
    List<LeftBehindRecord> all = new ArrayList<>();
    try (LeftBehindRecords records =
        LeftBehindFile.open(migration.folder().leftBehind()).records()) {
      for (Optional<LeftBehindRecord> next = records.next();
          next.isPresent();
          next = records.next()) {
        all.add(next.get());
      }
    }
    return all;
  }

  private LeftBehindHeader header() {
    return LeftBehindFile.open(migration.folder().leftBehind()).header();
  }

  private CollectionInfo atTarget(String collection) {
    return migration.target().collection(collection).orElseThrow();
  }

  @Test
  void an_untouched_target_leaves_nothing_behind() {
    LeftBehind left = read();

    assertThat(left.total()).isZero();
    assertThat(left.file()).isEqualTo(migration.folder().leftBehind().toString());
    assertThat(records()).isEmpty();
    assertThat(header().collections()).isEmpty();
  }

  @Test
  void new_changed_and_gone_records_are_found_and_kept_whole() {
    List<ChromaRecord> fresh = Migration.records("fresh", 5);
    migration.target().upsert(atTarget("docs"), fresh);
    ChromaRecord edited = Migration.with(migration.atTarget("docs", "doc-7"), "lang", "fr");
    migration.replaceAtTarget("docs", edited);
    migration.target().update(atTarget("images"), "pic-3", "another document");
    migration.target().delete(atTarget("docs"), List.of("more-4"));

    LeftBehind left = read();

    assertThat(left.added()).isEqualTo(5);
    assertThat(left.changed()).isEqualTo(2);
    assertThat(left.gone()).isEqualTo(1);
    assertThat(records())
        .filteredOn(Added.class::isInstance)
        .extracting(each -> ((Added) each).record())
        .containsExactlyElementsOf(fresh);
    assertThat(records())
        .contains(
            new Changed("docs", "docs", 1, edited, List.of("metadata:lang"), false),
            new Changed(
                "pictures",
                "images",
                1,
                migration.atTarget("images", "pic-3"),
                List.of("document"),
                false));
    assertThat(records())
        .filteredOn(Gone.class::isInstance)
        .singleElement()
        .satisfies(
            gone -> {
              assertThat(gone.id()).isEqualTo("more-4");
              assertThat(((Gone) gone).part()).isEqualTo(2);
              assertThat(((Gone) gone).migrated()).matches("[0-9a-f]{64}");
            });
    assertThat(header().readAt()).isEqualTo(left.readAt());
    assertThat(header().migration()).isEqualTo("kb");
    assertThat(header().runId()).isEqualTo("first-run");
    assertThat(header().collections())
        .containsExactly(
            new LeftBehindHeader.Collection("docs", "docs", Standing.THERE, 5, 1, 1),
            new LeftBehindHeader.Collection("pictures", "images", Standing.THERE, 0, 1, 0));
  }

  @Test
  void an_edit_within_what_servers_alter_by_themselves_is_none() {
    ChromaRecord record = migration.atTarget("images", "pic-1");
    float[] moved = record.embedding().clone();
    moved[0] = Math.nextUp(moved[0]);
    double score = Math.nextUp((Double) record.metadata().get("score"));
    migration.replaceAtTarget(
        "images",
        Migration.with(
            new ChromaRecord(
                record.id(), record.document(), record.uri(), record.metadata(), moved),
            "score",
            score));

    assertThat(read().total()).isZero();
  }

  @Test
  void what_the_plan_made_of_a_record_is_what_it_is_held_against() throws IOException {
    migration.close();
    migration = new Migration(home.resolve("other"));
    migration.plan(
        """
        transform:
          fields:
            language: {type: string, from: lang, required: true}
            number: {type: string, required: true}
          unlisted: drop
        """);
    migration.exported().imported();
    activities = activities(Duration.ZERO, Duration.ofSeconds(15));

    assertThat(read().total()).isZero();
  }

  @Test
  void a_quarantined_record_that_turns_up_at_the_target_is_new() {
    migration.close();
    migration = new Migration(home.resolve("other"));
    migration.plan(Migration.USUAL_PLAN + "quarantine: {maxRecords: 1}\n");
    List<ChromaRecord> docs = new ArrayList<>(Migration.records("doc", 30));
    docs.set(4, Migration.with(docs.get(4), "number", "four"));
    migration
        .exported(docs, Migration.records("more", 20), Migration.records("pic", 20))
        .imported();
    activities = activities(Duration.ZERO, Duration.ofSeconds(15));
    assertThat(read().total()).isZero();

    ChromaRecord again = Migration.with(docs.get(4), "number", 4L);
    migration.target().upsert(atTarget("docs"), List.of(again));

    assertThat(read().added()).isEqualTo(1);
    assertThat(records()).containsExactly(new Added("docs", "docs", again));
  }

  @Test
  void of_a_dropped_collection_all_ids_are_gone_and_others_are_left_alone() {
    migration.target().drop(atTarget("images"));
    CollectionInfo theirs =
        migration
            .target()
            .create(
                new NewCollection("theirs", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
    migration.target().upsert(theirs, Migration.records("their", 3));

    LeftBehind left = read();

    assertThat(left.gone()).isEqualTo(20);
    assertThat(left.total()).isEqualTo(20);
    assertThat(header().collections())
        .containsExactly(
            new LeftBehindHeader.Collection("pictures", "images", Standing.GONE, 0, 0, 20));
    assertThat(header().others()).containsExactly("theirs");
  }

  @Test
  void
      what_a_dead_write_probe_left_is_removed_where_the_target_allows_and_never_ends_the_reading() {
    String scratch =
        SafeName.of("runbook-scratch", migration.reference().migration()).and("0a1b2c3d");
    NewCollection left =
        new NewCollection(
            scratch,
            OwnerMark.of(migration.reference()).addedToScratch(Map.of(), Instant.now()),
            DistanceFunction.L2,
            IndexSettings.DEFAULTS);
    CollectionInfo made = migration.target().create(left);
    migration.target().freeze();
    LeftBehind frozen = read();
    assertThat(header().others()).containsExactly(made.name());
    migration.target().thaw();

    LeftBehind thawed = read();

    assertThat(frozen.total()).isZero();
    assertThat(thawed.total()).isZero();
    assertThat(header().others()).isEmpty();
    assertThat(migration.target().collection(made.name())).isEmpty();
  }

  @Test
  void a_collection_somebody_made_anew_is_read_and_said_to_be_another_one() {
    migration.target().drop(atTarget("images"));
    CollectionInfo anew =
        migration
            .target()
            .create(
                new NewCollection(
                    "images", Map.of(), DistanceFunction.COSINE, IndexSettings.DEFAULTS));
    migration.target().upsert(anew, Migration.records("fresh", 2));

    read();

    assertThat(header().collections())
        .containsExactly(
            new LeftBehindHeader.Collection("pictures", "images", Standing.REMADE, 2, 0, 20));
  }

  @Test
  void what_was_accepted_as_different_before_the_switch_is_told_apart() throws IOException {
    Path validated = migration.folder().validation("target", 0, 0);
    Files.createDirectories(validated.getParent());
    String sha256 =
        io.chromarunbook.activities.snapshot.Snapshot.open(migration.folder().snapshot())
            .collection(0)
            .parts()
            .get(0)
            .sha256();
    Files.writeString(
        validated,
        """
        {"partSha256": "%s", "different": [{"id": "doc-2", "what": ["document"]}],
         "missing": ["doc-3"], "withoutEmbedding": []}
        """
            .formatted(sha256));
    migration.target().update(atTarget("docs"), "doc-2", "another");
    migration.target().delete(atTarget("docs"), List.of("doc-3"));

    LeftBehind left = read();

    assertThat(left.gone()).isZero();
    assertThat(records())
        .singleElement()
        .isInstanceOfSatisfying(
            Changed.class, changed -> assertThat(changed.differedBefore()).isTrue());
  }

  @Test
  void a_reading_goes_on_where_a_slice_ended_and_a_repeated_slice_changes_nothing() {
    migration.target().upsert(atTarget("docs"), Migration.records("fresh", 5));
    migration.target().update(atTarget("docs"), "more-1", "edited");
    List<Position> positions = new ArrayList<>();
    Optional<Position> next = Optional.of(Position.START);
    while (next.isPresent()) {
      positions.add(next.get());
      Position from = next.get();
      if (!from.equals(Position.START)) {
        activities.read(migration.reference(), from);
      }
      Progress progress = activities.read(migration.reference(), from);
      assertThat(progress.recordsTotal()).isEqualTo(70);
      next = progress.next();
    }

    LeftBehind left = activities.sumUp(migration.reference());

    assertThat(positions)
        .containsExactly(
            Position.START,
            new Position(0, 1),
            new Position(0, 2),
            new Position(1, 0),
            new Position(1, 1));
    assertThat(left.added()).isEqualTo(5);
    assertThat(left.changed()).isEqualTo(1);
    assertThat(activities.sumUp(migration.reference())).isEqualTo(left);
    assertThat(migration.folder().leftBehind(1)).doesNotExist();
  }

  @Test
  void a_reading_that_was_not_finished_is_not_summed_up() {
    activities.read(migration.reference(), Position.START);

    assertThatThrownBy(() -> activities.sumUp(migration.reference()))
        .satisfies(failure -> assertThat(kind(failure)).isEqualTo(FailureKind.CORRUPT_DATA));
    assertThat(migration.folder().leftBehind()).doesNotExist();
  }

  @Test
  void a_second_reading_replaces_the_first_which_is_kept() throws IOException {
    migration.target().upsert(atTarget("docs"), Migration.records("fresh", 1));
    read();
    String first = Files.readString(migration.folder().leftBehind());
    migration.target().delete(atTarget("docs"), List.of("fresh-0"));
    migration.target().upsert(atTarget("docs"), Migration.records("later", 2));

    LeftBehind second = read();

    assertThat(second.added()).isEqualTo(2);
    assertThat(records()).extracting(LeftBehindRecord::id).containsExactly("later-0", "later-1");
    assertThat(migration.folder().leftBehind(1)).hasContent(first);
    migration.target().update(atTarget("docs"), "later-1", "edited again");
    read();
    assertThat(migration.folder().leftBehind(1)).hasContent(first);
    // All it had is in the next one, as applications want it by now.
    assertThat(migration.folder().leftBehind(2)).doesNotExist();
  }

  @Test
  void a_first_file_that_is_damaged_is_kept_and_keeps_nothing_from_being_read_again()
      throws IOException {
    read();
    Files.writeString(migration.folder().leftBehind(), "{\"half\": ");
    migration.target().upsert(atTarget("docs"), Migration.records("fresh", 1));

    assertThat(read().added()).isEqualTo(1);
    assertThat(migration.folder().leftBehind(1)).hasContent("{\"half\": ");
  }

  @Test
  void an_id_may_be_any_text() throws IOException {
    float[] embedding = Migration.records("fresh", 1).get(0).embedding();
    List<ChromaRecord> records =
        HostileIds.all()
            .map(id -> new ChromaRecord(id, id, id, Map.of("lang", id, "number", 1L), embedding))
            .toList();
    migration.target().upsert(atTarget("docs"), records);

    assertThat(read().added()).isEqualTo(records.size()).isGreaterThan(100);
    assertThat(records())
        .containsExactlyElementsOf(
            records.stream()
                .map(record -> (LeftBehindRecord) new Added("docs", "docs", record))
                .toList());
  }

  @Test
  void applications_that_write_meanwhile_do_not_end_the_reading() {
    int[] reads = {0};
    migration
        .target()
        .beforeEachRead(
            () -> {
              if (reads[0]++ < 3) {
                migration.target().upsert(atTarget("docs"), Migration.records("r" + reads[0], 1));
                migration.target().delete(atTarget("docs"), List.of("doc-" + reads[0]));
              }
            });

    LeftBehind left = read();

    assertThat(left.added()).isPositive();
  }

  @Test
  void
      a_target_that_takes_the_question_and_says_nothing_is_given_up_after_the_patience_of_a_person()
          throws IOException {
    try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + hole.getLocalPort();
      activities =
          again(
              watch -> ChromaServers.toWrite(ServerAddress.at(url), watch), Duration.ofSeconds(1));

      assertThatThrownBy(() -> activities.read(migration.reference(), Position.START))
          .satisfies(
              failure -> {
                assertThat(kind(failure)).isEqualTo(FailureKind.GAVE_UP);
                assertThat(failure.getCause())
                    .hasMessageContaining(url)
                    .hasMessageContaining("a person who waits allows no more");
              });
    }
  }

  private LeftBehindActivities again(
      Function<CallWatch, WritableServer> target, Duration patience) {
    migration.close();
    migration = new Migration(home.resolve("again"));
    migration.exported().imported();
    Runs runs =
        new Runs(
            new RunbookHome(home.resolve("again")),
            new Secrets(name -> null),
            (address, watch) -> target.apply(watch));
    return migration.activity(
        new LeftBehindActivitiesImpl(runs, Duration.ZERO, patience), LeftBehindActivities.class);
  }

  private static FailureKind kind(Throwable failure) {
    assertThat(failure).isInstanceOf(ActivityFailure.class);
    return FailureKind.of(((ApplicationFailure) failure.getCause()).getType());
  }

  @Test
  void nothing_temporary_is_left() throws IOException {
    migration.target().upsert(atTarget("docs"), Migration.records("fresh", 5));
    read();

    try (Stream<Path> files = Files.walk(migration.folder().path())) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".writing"));
    }
    try (Stream<Path> files = Files.list(migration.folder().leftBehindReading())) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("reading.json");
    }
  }
}
