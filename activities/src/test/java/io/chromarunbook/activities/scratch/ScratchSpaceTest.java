package io.chromarunbook.activities.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.activities.importing.OwnerMark;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.DistanceFunction;
import io.chromarunbook.chroma.InMemoryChroma;
import io.chromarunbook.chroma.IndexSettings;
import io.chromarunbook.chroma.NewCollection;
import io.chromarunbook.workflows.SafeName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scratch collections go, whoever died over them, and nobody else's collection goes with them. */
class ScratchSpaceTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant A_WHILE_AGO = NOW.minus(Duration.ofMinutes(50));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofMinutes(61));
  private static final OwnerMark OURS = new OwnerMark("kb", "run-1", "digest");
  private static final OwnerMark ANOTHERS = new OwnerMark("kb-2", "run-2", "digest");
  private static final NewCollection LIKE =
      new NewCollection(
          "docs", Map.of("team", "search"), DistanceFunction.COSINE, IndexSettings.DEFAULTS);

  private final InMemoryChroma server = InMemoryChroma.current();
  private final ScratchSpace space = at(OURS, NOW);

  private ScratchSpace at(OwnerMark owner, Instant now) {
    return new ScratchSpace(
        server, owner, scratch -> scratch.migration().equals("ended"), () -> now);
  }

  private List<String> names() {
    return server.collections().stream().map(CollectionInfo::name).toList();
  }

  private void create(String name, Map<String, Object> metadata) {
    server.create(new NewCollection(name, metadata, DistanceFunction.L2, IndexSettings.DEFAULTS));
  }

  @Test
  void a_scratch_collection_is_like_another_bears_our_mark_and_goes_when_it_is_closed() {
    try (ScratchCollection scratch = space.open(Purpose.TRIAL, LIKE)) {
      CollectionInfo info = server.collection(scratch.info().name()).orElseThrow();
      assertThat(info.distance()).isEqualTo(DistanceFunction.COSINE);
      assertThat(OwnerMark.removedFrom(info.metadata())).isEqualTo(LIKE.metadata());
      assertThat(MarkedScratch.of(info))
          .contains(new MarkedScratch(info, "kb", Optional.of("run-1"), Optional.of(NOW)));
    }

    assertThat(names()).isEmpty();
  }

  @Test
  void one_that_somebody_else_removed_is_closed_all_the_same() {
    ScratchCollection scratch = space.open(Purpose.TRIAL, LIKE);
    server.drop(scratch.info());

    scratch.close();

    assertThat(names()).isEmpty();
  }

  @Test
  void what_an_attempt_of_this_run_left_goes_at_once_whatever_it_was_for() {
    space.open(Purpose.TRIAL, LIKE);
    space.open(Purpose.REHEARSAL, LIKE);

    assertThat(space.sweep()).isEqualTo(2);
    assertThat(names()).isEmpty();
  }

  @Test
  void what_another_run_made_a_while_ago_stays_for_it_may_work_in_it() {
    at(ANOTHERS, A_WHILE_AGO).open(Purpose.TRIAL, LIKE);

    assertThat(space.sweep()).isZero();
    assertThat(names()).hasSize(1);
  }

  @Test
  void what_another_run_of_the_same_migration_id_made_a_while_ago_stays_too() {
    at(new OwnerMark("kb", "run-of-another-home", "digest"), A_WHILE_AGO).open(Purpose.TRIAL, LIKE);

    assertThat(space.sweep()).isZero();
  }

  @Test
  void what_another_run_made_longer_ago_than_any_work_takes_goes() {
    at(ANOTHERS, LONG_AGO).open(Purpose.TRIAL, LIKE);

    assertThat(space.sweep()).isEqualTo(1);
    assertThat(names()).isEmpty();
  }

  @Test
  void what_a_run_that_is_over_left_goes_at_once() {
    at(new OwnerMark("ended", "run-0", "digest"), NOW).open(Purpose.REHEARSAL, LIKE);

    assertThat(space.sweep()).isEqualTo(1);
    assertThat(names()).isEmpty();
  }

  @Test
  void collections_that_only_look_alike_are_never_removed() {
    String named = SafeName.of("runbook-scratch", "kb").and("0123abcd");
    Map<String, Object> marked = ANOTHERS.addedToScratch(Map.of(), LONG_AGO);
    String anothers = SafeName.of("runbook-scratch", "kb-2").text();
    create(named, Map.of());
    create("runbook-scratch", OURS.addedToScratch(Map.of(), LONG_AGO));
    create("runbook-scratch-of-my-own", marked);
    create(anothers + "-notes", marked);
    create(SafeName.of("runbook-scratch", "kb-3").and("0123abcd"), marked);
    create(SafeName.of("runbook-rehearsal", "kb-2").and("0123abcd"), ANOTHERS.addedTo(Map.of()));
    List<String> before = names();

    assertThat(space.sweep()).isZero();
    assertThat(names()).isEqualTo(before).hasSize(6);
  }

  @Test
  void a_mark_that_says_no_time_is_anothers_for_ever_and_our_own_at_once() {
    create(
        SafeName.of("runbook-scratch", "kb-2").and("0123abcd"),
        Map.of("runbook:scratch", true, "runbook:migration", "kb-2", "runbook:made", "yesterday"));
    create(
        SafeName.of("runbook-scratch", "kb").and("0123abcd"),
        Map.of("runbook:scratch", true, "runbook:migration", "kb"));

    assertThat(space.sweep()).isEqualTo(1);
    assertThat(names()).containsExactly(SafeName.of("runbook-scratch", "kb-2").and("0123abcd"));
  }
}
