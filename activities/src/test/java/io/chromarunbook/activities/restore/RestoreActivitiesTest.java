package io.chromarunbook.activities.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.activities.run.LocalRun;
import io.chromarunbook.activities.snapshot.WrittenSnapshot;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.SafeName;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RestoreActivities;
import io.chromarunbook.workflows.steps.RestoreRehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreActivitiesTest {

  private static final SafeName REHEARSAL = SafeName.of("runbook-rehearsal", "kb");

  @TempDir Path home;
  private LocalRun run;

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_sample_of_every_collection_is_restored_compared_and_removed() {
    RestoreActivities activities =
        open("sample", Duration.ofHours(1), content("large", parts(30, 100)), content("empty"));

    Progress progress = activities.intoScratch(run.reference(), Position.START);
    RestoreRehearsal rehearsal = activities.sumUp(run.reference());

    assertThat(progress).isEqualTo(new Progress(Optional.empty(), 500, 500));
    assertThat(rehearsal.records()).isEqualTo(500);
    assertThat(rehearsal.leftOut()).isZero();
    assertThat(rehearsal.recovery()).isGreaterThanOrEqualTo(rehearsal.took());
    assertThat(run.target().collections()).isEmpty();
    assertThat(run.folder().rehearsal()).exists();
  }

  @Test
  void everything_is_restored_part_by_part_where_the_plan_says_so() {
    RestoreActivities activities =
        open("full", Duration.ZERO, content("large", parts(3, 100)), content("empty"));

    List<Position> positions = new ArrayList<>();
    Progress progress = activities.intoScratch(run.reference(), Position.START);
    while (progress.next().isPresent()) {
      positions.add(progress.next().get());
      progress = activities.intoScratch(run.reference(), progress.next().get());
    }

    assertThat(positions)
        .containsExactly(new Position(0, 1), new Position(0, 2), new Position(1, 0));
    assertThat(progress).isEqualTo(new Progress(Optional.empty(), 300, 300));
    assertThat(activities.sumUp(run.reference()).records()).isEqualTo(300);
  }

  @Test
  void what_was_rehearsed_of_this_snapshot_is_not_rehearsed_again() {
    RestoreActivities activities = open("sample", Duration.ofHours(1), content("one", parts(1, 9)));
    activities.intoScratch(run.reference(), Position.START);
    int requests = run.target().requests();

    activities.intoScratch(run.reference(), Position.START);

    // Its limits, and the look for what an earlier attempt left.
    assertThat(run.target().requests() - requests).isLessThanOrEqualTo(3);
  }

  private void leaveScratchAmongOthers() {
    OwnerMark mark = OwnerMark.of(run.reference());
    create(REHEARSAL.and("00000001"), mark.addedToScratch(Map.of(), Instant.now()));
    create(REHEARSAL.and("00000002"), Map.of());
    create("kept", mark.addedToScratch(Map.of(), Instant.now()));
  }

  private void assertOnlyOthersAreLeft() {
    assertThat(run.target().collections())
        .extracting(collection -> collection.name())
        .containsExactly("kept", REHEARSAL.and("00000002"));
  }

  @Test
  void what_a_crash_left_at_the_target_is_removed_and_nothing_else() {
    RestoreActivities activities = open("sample", Duration.ofHours(1), content("one", parts(1, 9)));
    leaveScratchAmongOthers();

    activities.intoScratch(run.reference(), Position.START);

    assertOnlyOthersAreLeft();
  }

  @Test
  void what_a_rehearsal_that_was_broken_off_left_is_removed_and_nothing_else() {
    RestoreActivities activities = open("sample", Duration.ofHours(1), content("one", parts(1, 9)));
    leaveScratchAmongOthers();

    assertThat(activities.removeScratch(run.reference())).isEqualTo(1);
    assertThat(activities.removeScratch(run.reference())).isZero();
    assertOnlyOthersAreLeft();
  }

  @Test
  void a_snapshot_that_is_not_what_was_written_cannot_be_restored() throws IOException {
    RestoreActivities activities = open("sample", Duration.ofHours(1), content("one", parts(2, 9)));
    Files.delete(run.folder().snapshot().resolve("collections/00001/part-00002.jsonl.zst"));

    assertThatThrownBy(() -> activities.intoScratch(run.reference(), Position.START))
        .hasStackTraceContaining("CORRUPT_DATA")
        .hasStackTraceContaining("part-00002.jsonl.zst is missing");
    assertThat(run.target().collections()).isEmpty();
  }

  @Test
  void records_the_target_does_not_take_are_counted_and_do_not_speak_against_the_snapshot() {
    List<ChromaRecord> records = new ArrayList<>(parts(1, 20).get(0));
    records.set(3, new ChromaRecord("vectorless", "text", null, Map.of(), null));
    RestoreActivities activities =
        open("sample", Duration.ofHours(1), content("odd", List.of(records)));

    activities.intoScratch(run.reference(), Position.START);

    RestoreRehearsal rehearsal = activities.sumUp(run.reference());
    assertThat(rehearsal.records()).isEqualTo(19);
    assertThat(rehearsal.leftOut()).isEqualTo(1);
  }

  @Test
  void a_stratum_takes_exactly_so_many_records_spread_over_its_part() {
    run = LocalRun.planned(home, "");
    for (long of : List.of(1L, 7L, 25L, 26L, 999L, 10_000L)) {
      for (long wanted : List.of(1L, 25L, 500L)) {
        Portion.Stratum stratum = new Portion.Stratum(0, Math.min(wanted, of), of);
        List<Integer> taken = IntStream.range(0, (int) of).filter(stratum::takes).boxed().toList();

        assertThat(taken).hasSize((int) Math.min(wanted, of));
        assertThat(taken.get(taken.size() - 1))
            .isGreaterThanOrEqualTo((int) (of - of / stratum.records() - 1));
      }
    }
  }

  private RestoreActivities open(
      String extent, Duration slice, WrittenSnapshot.Content... contents) {
    run = LocalRun.planned(home, "snapshot: {rehearsal: " + extent + "}\n");
    WrittenSnapshot.at(run.folder().snapshot(), List.of(contents));
    return run.activity(
        new RestoreActivitiesImpl(run.runs(), InstantSource.fixed(Instant.EPOCH), slice),
        RestoreActivities.class);
  }

  private static WrittenSnapshot.Content content(String name) {
    return content(name, List.of());
  }

  private static WrittenSnapshot.Content content(String name, List<List<ChromaRecord>> parts) {
    return new WrittenSnapshot.Content(name, name, DistanceFunction.L2, Map.of(), parts);
  }

  private static List<List<ChromaRecord>> parts(int parts, int records) {
    return IntStream.range(0, parts)
        .mapToObj(
            part ->
                IntStream.range(part * records, (part + 1) * records)
                    .mapToObj(LocalRun::plain)
                    .toList())
        .toList();
  }

  private void create(String name, Map<String, Object> metadata) {
    var ignored =
        run.target()
            .create(new NewCollection(name, metadata, DistanceFunction.L2, IndexSettings.DEFAULTS));
  }

  @Test
  void what_only_the_target_itself_refuses_is_left_out_and_ends_nothing() {
    RestoreActivities activities =
        open("sample", Duration.ofHours(1), content("one", parts(1, 20)));
    run.target().refuseRecords(record -> record.id().equals("id-3"));

    activities.intoScratch(run.reference(), Position.START);

    RestoreRehearsal rehearsal = activities.sumUp(run.reference());
    assertThat(rehearsal.records()).isEqualTo(19);
    assertThat(rehearsal.leftOut()).isEqualTo(1);
    assertThat(run.folder().rehearsal(0, 0)).content().contains("'id-3'", "Failed to deserialize");
    assertThat(run.target().collections()).isEmpty();
  }

  @Test
  void a_collection_the_target_refuses_to_make_is_left_out_and_ends_nothing() {
    RestoreActivities activities =
        open("sample", Duration.ofHours(1), content("one", parts(1, 20)));
    run.target().refuseCollections(collection -> true);

    activities.intoScratch(run.reference(), Position.START);

    assertThat(activities.sumUp(run.reference()).leftOut()).isEqualTo(20);
  }
}
