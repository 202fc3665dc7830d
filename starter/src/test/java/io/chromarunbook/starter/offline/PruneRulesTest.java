package io.chromarunbook.starter.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.starter.offline.FoundSnapshot.State;
import io.chromarunbook.starter.offline.PruneDecision.Verdict;
import io.chromarunbook.workflows.status.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PruneRulesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final int SITUATIONS = 10_000;

  @Test
  void an_old_snapshot_goes_where_a_newer_good_one_of_the_same_source_is_left() {
    List<PruneDecision> decisions =
        decide(List.of(old("first", 60), old("second", 30)), Set.of("first", "second"));

    assertThat(decisions)
        .extracting(PruneDecision::verdict)
        .containsExactly(Verdict.REMOVE, Verdict.KEEP);
    assertThat(decisions.get(0).reason()).contains("second has a newer good one");
    assertThat(decisions.get(1).reason()).contains("last good one");
  }

  @Test
  void a_damaged_newer_one_does_not_count() {
    List<PruneDecision> decisions =
        decide(List.of(old("first", 60), old("second", 30)), Set.of("first"));

    assertThat(decisions).extracting(PruneDecision::verdict).containsOnly(Verdict.KEEP);
  }

  @Test
  void nothing_of_a_source_goes_where_nothing_good_would_be_left() {
    List<PruneDecision> decisions = decide(List.of(old("first", 60), old("second", 30)), Set.of());

    assertThat(decisions).extracting(PruneDecision::verdict).containsOnly(Verdict.KEEP);
  }

  @Test
  void what_an_open_run_names_as_its_backup_stays() {
    FoundSnapshot backup = old("first", 60);
    PruneRules rules =
        new PruneRules(
            NOW, List.of(backup.directory().resolve("manifest.json")), Set.of(), any -> true);

    assertThat(rules.decide(List.of(backup, old("second", 30))).get(0).reason())
        .contains("names it as the source's last backup");
  }

  @Test
  void what_a_rollback_left_behind_keeps_the_snapshot_until_somebody_gives_it_up() {
    FoundSnapshot first = leaving(old("first", 60));
    List<FoundSnapshot> both = List.of(first, old("second", 30));

    PruneDecision kept = decide(both, Set.of("first", "second")).get(0);
    PruneDecision given =
        new PruneRules(NOW, List.of(), Set.of("first"), any -> true).decide(both).get(0);

    assertThat(kept.verdict()).isEqualTo(Verdict.KEEP);
    assertThat(kept.reason())
        .contains("3 of 4 records", "./runbook put-back first", "--abandon first");
    assertThat(given.verdict()).isEqualTo(Verdict.REMOVE);
  }

  @Test
  void in_ten_thousand_situations_nothing_goes_that_could_be_needed() {
    Random random = new Random(20260301);
    int removed = 0;
    for (int situation = 0; situation < SITUATIONS; situation++) {
      List<FoundSnapshot> snapshots =
          IntStream.range(0, random.nextInt(8))
              .mapToObj(number -> any(number, random))
              .map(snapshot -> random.nextInt(4) == 0 ? leaving(snapshot) : snapshot)
              .toList();
      Set<String> good = new HashSet<>();
      snapshots.stream()
          .filter(snapshot -> random.nextInt(3) > 0)
          .forEach(snapshot -> good.add(snapshot.migration()));
      List<Path> backups =
          snapshots.stream()
              .filter(snapshot -> random.nextInt(6) == 0)
              .map(FoundSnapshot::directory)
              .toList();
      Set<String> abandoned =
          snapshots.stream()
              .filter(snapshot -> random.nextInt(2) == 0)
              .map(FoundSnapshot::migration)
              .collect(Collectors.toSet());
      List<PruneDecision> decisions =
          new PruneRules(NOW, backups, abandoned, snapshot -> good.contains(snapshot.migration()))
              .decide(snapshots);

      assertThat(decisions).extracting(PruneDecision::snapshot).isEqualTo(snapshots);
      for (PruneDecision decision : decisions) {
        assertThat(decision.reason()).isNotEmpty();
        boolean needed = needed(decision.snapshot(), snapshots, good, backups, abandoned);
        assertThat(decision.verdict())
            .as("situation %d, %s of %s", situation, decision, snapshots)
            .isEqualTo(needed ? Verdict.KEEP : Verdict.REMOVE);
        removed += needed ? 0 : 1;
      }
      assertThat(lastGood(left(decisions), good)).isEqualTo(lastGood(snapshots, good));
    }
    // Otherwise keeping everything would pass.
    assertThat(removed).isGreaterThan(1_000);
  }

  /** Said the other way round than the rules say it. */
  private static boolean needed(
      FoundSnapshot snapshot,
      List<FoundSnapshot> all,
      Set<String> good,
      List<Path> backups,
      Set<String> abandoned) {
    boolean replaceable =
        snapshot.state() == State.COMPLETE
            && all.stream()
                .anyMatch(
                    other ->
                        other.state() == State.COMPLETE
                            && other.source().equals(snapshot.source())
                            && good.contains(other.migration())
                            && newer(other, snapshot));
    boolean over = snapshot.state() == State.COMPLETE && !snapshot.retainUntil().isAfter(NOW);
    boolean ended =
        snapshot.run() != null
            && Set.of("COMPLETED", "ROLLED_BACK", "STOPPED", "FAILED").contains(snapshot.run());
    boolean settled = snapshot.leftBehind() == null || abandoned.contains(snapshot.migration());
    return !(replaceable && over && ended && settled && !backups.contains(snapshot.directory()));
  }

  private static boolean newer(FoundSnapshot one, FoundSnapshot other) {
    int byTime = one.created().compareTo(other.created());
    return byTime > 0 || (byTime == 0 && one.directory().compareTo(other.directory()) > 0);
  }

  private static List<FoundSnapshot> left(List<PruneDecision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.verdict() == Verdict.KEEP)
        .map(PruneDecision::snapshot)
        .toList();
  }

  /** Of each source. */
  private static List<Optional<FoundSnapshot>> lastGood(
      List<FoundSnapshot> snapshots, Set<String> good) {
    List<Optional<FoundSnapshot>> last = new ArrayList<>();
    for (String source : List.of("one", "two")) {
      last.add(
          snapshots.stream()
              .filter(snapshot -> snapshot.state() == State.COMPLETE)
              .filter(snapshot -> snapshot.source().equals(source))
              .filter(snapshot -> good.contains(snapshot.migration()))
              .max(
                  Comparator.comparing(FoundSnapshot::created)
                      .thenComparing(FoundSnapshot::directory)));
    }
    return last;
  }

  private static FoundSnapshot any(int number, Random random) {
    State state = random.nextInt(5) == 0 ? State.UNREADABLE : State.COMPLETE;
    List<String> runs = new ArrayList<>();
    runs.add(null);
    runs.add("who knows");
    for (RunState each : RunState.values()) {
      runs.add(each.name());
    }
    Instant created = NOW.minus(Duration.ofDays(random.nextInt(12)));
    return state == State.COMPLETE
        ? found(
            "run-" + number,
            runs.get(random.nextInt(runs.size())),
            random.nextBoolean() ? "one" : "two",
            created,
            created.plus(Duration.ofDays(random.nextInt(9))))
        : new FoundSnapshot(
            "run-" + number,
            runs.get(random.nextInt(runs.size())),
            Path.of("/home", "run-" + number),
            state,
            "torn",
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            null);
  }

  private static FoundSnapshot old(String migration, int days) {
    Instant created = NOW.minus(Duration.ofDays(days));
    return found(migration, "COMPLETED", "one", created, created.plus(Duration.ofDays(7)));
  }

  private static FoundSnapshot found(
      String migration, String run, String source, Instant created, Instant retainUntil) {
    return new FoundSnapshot(
        migration,
        run,
        Path.of("/home", migration),
        State.COMPLETE,
        null,
        "0".repeat(64),
        source,
        created,
        retainUntil,
        1,
        10,
        1_000,
        null);
  }

  private static FoundSnapshot leaving(FoundSnapshot snapshot) {
    return new FoundSnapshot(
        snapshot.migration(),
        snapshot.run(),
        snapshot.directory(),
        snapshot.state(),
        snapshot.problem(),
        snapshot.digest(),
        snapshot.source(),
        snapshot.created(),
        snapshot.retainUntil(),
        snapshot.collections(),
        snapshot.records(),
        snapshot.bytes(),
        "3 of 4 records its run left at the target are not at the source");
  }

  private static List<PruneDecision> decide(List<FoundSnapshot> snapshots, Set<String> good) {
    return new PruneRules(NOW, List.of(), Set.of(), snapshot -> good.contains(snapshot.migration()))
        .decide(snapshots);
  }
}
