package io.chromarunbook.activities.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.migrated.Migration;
import io.chromarunbook.activities.snapshot.Snapshot;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.plan.Reaction;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.MigratedContent;
import io.chromarunbook.workflows.steps.MonitoringActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.SourceStanding.State;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringActivitiesTest {

  @TempDir Path home;
  private Migration migration;

  @BeforeEach
  void open() {
    migration = new Migration(home);
    migration.exported().imported();
    monitoring().baseline(migration.reference());
  }

  @AfterEach
  void close() {
    migration.close();
  }

  @Test
  void a_still_source_and_a_whole_target_are_healthy() {
    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.healthy()).isTrue();
    assertThat(probe.source().state()).isEqualTo(State.HOLDS);
    assertThat(probe.number()).isEqualTo(1);
    assertThat(probe.newAtTarget()).isZero();
    assertThat(probe.checks())
        .extracting(CheckResult::id)
        .containsExactly(
            "connectivity.source",
            "connectivity.target",
            "collections.present",
            "counts.source",
            "identity.none-lost",
            "search.results-returned");
    assertThat(failing(probe)).isEmpty();
  }

  @Test
  void new_and_changed_records_at_the_target_are_success() {
    CollectionInfo docs = migration.target().collection("docs").orElseThrow();
    migration.target().upsert(docs, Migration.records("fresh", 3));
    migration.target().update(docs, "doc-1", "edited by an application");

    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.healthy()).isTrue();
    assertThat(probe.newAtTarget()).isEqualTo(3);
  }

  @Test
  void fixed_searches_find_the_records_they_were_made_from_though_others_are_added() {
    CollectionInfo docs = migration.target().collection("docs").orElseThrow();
    migration.target().upsert(docs, Migration.records("fresh", 30));
    migration.target().delete(docs, List.of("doc-1", "doc-2"));

    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.figures().searches()).isPositive();
    assertThat(probe.figures().unfound()).isZero();
    assertThat(probe.figures().door()).isNull();
    assertThat(probe.exceeded()).isEmpty();
  }

  @Test
  void records_that_searches_do_not_find_any_more_are_past_the_limit() {
    migration
        .target()
        .loseFromIndex(
            IntStream.range(0, 100)
                .boxed()
                .flatMap(number -> Stream.of("doc-" + number, "pic-" + number))
                .toList());

    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.figures().unfound()).isPositive();
    assertThat(probe.exceeded()).extracting(Exceeded::what).containsExactly("unfound");
    assertThat(probe.exceeded().get(0).then()).isEqualTo(Reaction.ASK);
  }

  @Test
  void a_write_to_the_source_is_told_and_no_fault_of_the_target() {
    migration
        .source()
        .upsert(migration.source().collection("docs").orElseThrow(), Migration.records("late", 1));

    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.healthy()).isTrue();
    assertThat(probe.source().state()).isEqualTo(State.DIFFERS);
    assertThat(probe.source().message())
        .contains("'docs' has 51 records at the source instead of 50");
    assertThat(failing(probe)).containsExactly("counts.source");
  }

  @Test
  void a_changed_record_at_the_source_is_found_by_the_sample() {
    CollectionInfo pictures = migration.source().collection("pictures").orElseThrow();
    for (int number = 0; number < 20; number++) {
      migration.source().update(pictures, "pic-" + number, "edited");
    }

    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.healthy()).isTrue();
    assertThat(probe.source().state()).isEqualTo(State.DIFFERS);
    assertThat(probe.source().message()).contains("changed at the source");
  }

  @Test
  void migrated_ids_that_are_gone_from_the_target_are_unhealthy() {
    migration
        .target()
        .delete(
            migration.target().collection("images").orElseThrow(),
            List.of("pic-0", "pic-1", "pic-2"));

    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.healthy()).isFalse();
    assertThat(probe.message()).contains("'images' are missing at the target");
    assertThat(failing(probe)).containsExactly("identity.none-lost");
  }

  @Test
  void a_collection_gone_from_the_target_is_unhealthy() {
    migration.target().drop(migration.target().collection("images").orElseThrow());

    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.healthy()).isFalse();
    assertThat(probe.message()).contains("'images' is gone from the target");
    assertThat(failing(probe)).containsExactly("collections.present");
  }

  @Test
  void a_source_that_does_not_answer_leaves_the_target_healthy() {
    migration
        .source()
        .goDown(new ChromaException(ChromaException.Kind.UNREACHABLE, "No connection.", null));

    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.healthy()).isTrue();
    assertThat(probe.message()).contains("sampled ids are at the target");
    assertThat(probe.source().state()).isEqualTo(State.SILENT);
    assertThat(probe.source().message()).contains("No connection.");
    assertThat(failing(probe)).containsExactly("connectivity.source");
  }

  @Test
  void the_target_has_been_looked_at_before_the_source_is_asked() {
    int[] asked = {-1};
    migration.source().beforeEachRead(() -> asked[0] = migration.target().requests());
    int before = migration.target().requests();

    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.healthy()).isTrue();
    assertThat(asked[0]).isGreaterThan(before);
    assertThat(migration.target().requests()).isEqualTo(asked[0]);
  }

  @Test
  void a_target_that_does_not_answer_is_a_bad_probe_and_no_failure() {
    migration
        .target()
        .goDown(new ChromaException(ChromaException.Kind.UNREACHABLE, "No connection.", null));

    ProbeResult probe = monitoring().probe(migration.reference(), 1);

    assertThat(probe.healthy()).isFalse();
    assertThat(probe.message()).contains("No connection.");
    assertThat(probe.source().state()).isEqualTo(State.HOLDS);
    assertThat(failing(probe)).containsExactly("connectivity.target");
  }

  @Test
  void content_that_was_migrated_and_stayed_is_equal_and_new_records_are_nobodys_business() {
    migration
        .target()
        .upsert(migration.target().collection("docs").orElseThrow(), Migration.records("fresh", 3));
    readAll();

    assertThat(monitoring().sumUpMigrated(migration.reference()))
        .isEqualTo(new MigratedContent(70, 0, 0, List.of()));
  }

  @Test
  void edits_and_deletions_of_migrated_records_are_counted_with_examples() {
    CollectionInfo docs = migration.target().collection("docs").orElseThrow();
    migration.target().update(docs, "doc-1", "edited by an application");
    migration.target().delete(docs, List.of("more-2"));
    readAll();

    assertThat(monitoring().sumUpMigrated(migration.reference()))
        .isEqualTo(new MigratedContent(70, 1, 1, List.of("docs/doc-1", "docs/more-2")));
  }

  @Test
  void each_record_counts_once_however_often_it_was_read() {
    readAll();
    migration
        .target()
        .update(migration.target().collection("images").orElseThrow(), "pic-1", "edited");
    readAll();

    assertThat(monitoring().sumUpMigrated(migration.reference()))
        .isEqualTo(new MigratedContent(70, 1, 0, List.of("pictures/pic-1")));
  }

  @Test
  void what_has_been_read_so_far_is_summed_up() {
    assertThat(monitoring().sumUpMigrated(migration.reference()))
        .isEqualTo(new MigratedContent(0, 0, 0, List.of()));

    Progress progress = monitoring().compareMigrated(migration.reference(), new Position(1, 0));

    assertThat(progress.next()).isEmpty();
    assertThat(monitoring().sumUpMigrated(migration.reference()).compared()).isEqualTo(20);
  }

  @Test
  void a_whole_collection_that_is_gone_is_gone_record_by_record() {
    migration.target().drop(migration.target().collection("images").orElseThrow());
    readAll();

    MigratedContent content = monitoring().sumUpMigrated(migration.reference());

    assertThat(content.gone()).isEqualTo(20);
    assertThat(content.compared()).isEqualTo(70);
    assertThat(content.examples()).hasSize(10);
  }

  private void readAll() {
    Optional<Position> next = Optional.of(Position.START);
    while (next.isPresent()) {
      next = monitoring().compareMigrated(migration.reference(), next.get()).next();
    }
  }

  @Test
  void each_probe_looks_at_other_records_and_a_repeat_at_the_same() {
    Snapshot snapshot = Snapshot.open(migration.folder().snapshot());
    Set<List<String>> chosen = new HashSet<>();
    for (int number = 0; number < 5; number++) {
      chosen.add(ids(number, snapshot));
    }

    assertThat(chosen).hasSizeGreaterThan(1);
    assertThat(ids(3, snapshot)).isEqualTo(ids(3, snapshot));
  }

  private static List<String> failing(ProbeResult probe) {
    return probe.checks().stream()
        .filter(check -> check.result() == CheckResult.Result.FAIL)
        .map(CheckResult::id)
        .toList();
  }

  private static List<String> ids(int number, Snapshot snapshot) {
    return Sample.ofProbe(number, snapshot).stream()
        .flatMap(sample -> sample.ids().stream())
        .toList();
  }

  private MonitoringActivities monitoring() {
    return migration.activity(
        new MonitoringActivitiesImpl(migration.runs()), MonitoringActivities.class);
  }
}
