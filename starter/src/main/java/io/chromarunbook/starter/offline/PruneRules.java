package io.chromarunbook.starter.offline;

import io.chromarunbook.starter.offline.PruneDecision.Verdict;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.ShellWords;
import io.chromarunbook.workflows.text.UtcTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which snapshots may go: only those whose retention is over, whose run has ended and left nothing
 * behind that is not put back, that no open run counts on, and that are older than a good one of
 * the same source. Whatever is in doubt stays.
 *
 * @param abandoned runs whose records at the target somebody gave up
 * @param backups paths open runs count on as backups
 * @param good whether every file of a snapshot is as it was written; asked for as few as possible,
 *     because all of it is read for that
 */
record PruneRules(
    Instant now, List<Path> backups, Set<String> abandoned, Predicate<FoundSnapshot> good) {

  PruneRules {
    backups = List.copyOf(backups);
    abandoned = Set.copyOf(abandoned);
  }

  private static final Comparator<FoundSnapshot> NEWEST_FIRST =
      Comparator.comparing(FoundSnapshot::created)
          .thenComparing(FoundSnapshot::directory)
          .reversed();

  /** A decision for each snapshot, in their order. */
  List<PruneDecision> decide(List<FoundSnapshot> snapshots) {
    List<PruneDecision> decisions = new ArrayList<>();
    for (FoundSnapshot snapshot : snapshots) {
      decisions.add(
          held(snapshot)
              .map(reason -> new PruneDecision(snapshot, Verdict.KEEP, reason))
              .orElseGet(() -> comparedWithItsLike(snapshot, snapshots)));
    }
    return decisions;
  }

  private Optional<String> held(FoundSnapshot snapshot) {
    if (snapshot.state() != FoundSnapshot.State.COMPLETE) {
      return Optional.of("nobody can tell what it holds: " + snapshot.problem());
    }
    if (now.isBefore(snapshot.retainUntil())) {
      return Optional.of("it is to be kept until " + UtcTime.words(snapshot.retainUntil()));
    }
    if (!snapshot.takenByItself() && !ended(snapshot.run())) {
      return Optional.of("its run " + snapshot.migration() + " has not ended");
    }
    if (snapshot.leftBehind() != null && !abandoned.contains(snapshot.migration())) {
      return Optional.of(
          "%s; see %s, or give them up with --abandon %s"
              .formatted(
                  snapshot.leftBehind(),
                  RunbookCommand.of("put-back", snapshot.migration()),
                  ShellWords.quoted(snapshot.migration())));
    }
    return backups.stream()
        .filter(
            backup ->
                backup.startsWith(snapshot.directory()) || snapshot.directory().startsWith(backup))
        .findFirst()
        .map(backup -> "a run that has not ended names it as the source's last backup");
  }

  private static boolean ended(String run) {
    return Arrays.stream(RunState.values())
        .anyMatch(state -> state.ended() && state.name().equals(run));
  }

  private PruneDecision comparedWithItsLike(FoundSnapshot snapshot, List<FoundSnapshot> all) {
    Optional<FoundSnapshot> lastGood =
        all.stream()
            .filter(other -> other.state() == FoundSnapshot.State.COMPLETE)
            .filter(other -> other.source().equals(snapshot.source()))
            .sorted(NEWEST_FIRST)
            .filter(good)
            .findFirst();
    if (lastGood.isEmpty()) {
      return new PruneDecision(
          snapshot, Verdict.KEEP, "no good snapshot of " + snapshot.source() + " would be left");
    }
    if (lastGood.get().equals(snapshot)) {
      return new PruneDecision(
          snapshot, Verdict.KEEP, "it is the last good one of " + snapshot.source());
    }
    if (NEWEST_FIRST.compare(snapshot, lastGood.get()) < 0) {
      return new PruneDecision(
          snapshot, Verdict.KEEP, "it is damaged, but newer than the last good one");
    }
    return new PruneDecision(
        snapshot,
        Verdict.REMOVE,
        "its retention is over, and " + lastGood.get().migration() + " has a newer good one");
  }
}
