package io.chromarunbook.activities.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.traffic.TrafficActivitiesImpl;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.SourceStanding.State;
import io.chromarunbook.workflows.steps.TrafficActivities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("patience")
@Timeout(60)
class SourceLookTest {

  @TempDir Path home;
  private Migration migration;

  @BeforeEach
  void export() {
    migration = new Migration(home).exported();
  }

  @AfterEach
  void close() {
    migration.close();
  }

  @Test
  void a_source_as_it_was_frozen_holds() {
    SourceStanding standing = prove();

    assertThat(standing.state()).as(standing.message()).isEqualTo(State.HOLDS);
    assertThat(standing.message()).contains("2 collections", "70 ids");
  }

  @Test
  void new_and_lost_ids_are_named_although_the_count_is_right() {
    migration.source().delete(docs(), List.of("doc-3"));
    migration.source().upsert(docs(), Migration.records("late", 1));

    SourceStanding standing = prove();

    assertThat(standing.state()).isEqualTo(State.DIFFERS);
    assertThat(standing.message())
        .contains("1 of 2 collections", "'docs' has 1 new ids (late-0), lacks 1 ids (doc-3)")
        .doesNotContain("records instead");
  }

  @Test
  void the_first_five_ids_are_named_and_the_rest_counted() {
    migration.source().upsert(docs(), Migration.records("late", 4));
    migration
        .source()
        .delete(
            migration.source().collection("pictures").orElseThrow(),
            List.of("pic-0", "pic-1", "pic-2"));

    String message = prove().message();

    assertThat(message)
        .contains("'docs' has 54 records instead of 50", "late-0, late-1, late-2, late-3")
        .contains("'pictures' has 17 records instead of 20", "lacks 3 ids (pic-0 and more)");
  }

  @Test
  void a_collection_that_is_gone_or_another_one_differs() {
    migration.source().drop(migration.source().collection("pictures").orElseThrow());
    List<ChromaRecord> records = migration.source().contents("docs");
    migration.source().drop(docs());
    CollectionInfo again =
        migration
            .source()
            .create(
                new NewCollection("docs", Map.of(), DistanceFunction.L2, IndexSettings.DEFAULTS));
    migration.source().upsert(again, records);

    SourceStanding standing = prove();

    assertThat(standing.state()).isEqualTo(State.DIFFERS);
    assertThat(standing.message())
        .contains("'docs' is another collection of the same name", "'pictures' is gone");
  }

  @Test
  void ids_that_would_break_a_line_do_not() {
    migration
        .source()
        .upsert(
            docs(),
            List.of(
                new ChromaRecord(
                    "late\n\u001b[31mred\u2028" + "x".repeat(5000),
                    "text",
                    null,
                    Map.of(),
                    Migration.records("any", 1).get(0).embedding())));

    assertThat(prove().message()).hasSizeLessThan(400).doesNotContain("\n", "\u001b", "\u2028");
  }

  @Test
  void a_source_that_does_not_answer_is_silent_after_ten_seconds_and_says_since_when() {
    Instant begun = Instant.now();
    migration
        .source()
        .goDown(new ChromaException(ChromaException.Kind.UNREACHABLE, "No answer.", null));

    SourceStanding standing = prove();

    assertThat(standing.state()).isEqualTo(State.SILENT);
    assertThat(standing.message()).contains("not answered since 20", "No answer.");
    assertThat(begun.plusSeconds(15)).isAfter(Instant.now());
  }

  @Test
  void a_source_that_is_back_within_ten_seconds_is_not_silent() {
    migration
        .source()
        .goDown(new ChromaException(ChromaException.Kind.UNREACHABLE, "No answer.", null));
    Thread back =
        new Thread(
            () -> {
              while (migration.source().refused() == 0) {
                Thread.onSpinWait();
              }
              migration.source().comeBack();
            });
    back.start();

    assertThat(prove().state()).isEqualTo(State.HOLDS);
  }

  @Test
  void a_source_that_does_not_let_us_read_is_as_good_as_silent() {
    migration
        .source()
        .goDown(new ChromaException(ChromaException.Kind.FORBIDDEN, "answered 403", null));

    SourceStanding standing = prove();

    assertThat(standing.state()).isEqualTo(State.SILENT);
    assertThat(standing.message()).contains("does not let us read", "answered 403");
  }

  @Test
  void a_database_that_is_gone_differs() {
    migration
        .source()
        .goDown(new ChromaException(ChromaException.Kind.NOT_FOUND, "no such database", null));

    assertThat(prove().state()).isEqualTo(State.DIFFERS);
  }

  @Test
  void without_a_snapshot_nothing_is_claimed() throws Exception {
    Files.delete(migration.folder().snapshot().resolve("manifest.json"));

    SourceStanding standing = prove();

    assertThat(standing.state()).isEqualTo(State.DIFFERS);
    assertThat(standing.message()).contains("no snapshot");
  }

  private CollectionInfo docs() {
    return migration.source().collection("docs").orElseThrow();
  }

  private SourceStanding prove() {
    return migration
        .activity(new TrafficActivitiesImpl(migration.runs()), TrafficActivities.class)
        .proveSource(migration.reference());
  }
}
