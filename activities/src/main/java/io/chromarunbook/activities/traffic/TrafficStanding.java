package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.ActionResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a run did to traffic and has not undone, as far as its folder tells.
 *
 * @param frozen the source refuses writes
 * @param switched applications use the target
 */
public record TrafficStanding(Optional<Deed> frozen, Optional<Deed> switched) {

  /**
   * Something that was begun and not undone.
   *
   * @param since when it was done, or else begun
   */
  public record Deed(Instant since, Certainty certainty) {}

  /** What is known of something that was begun. */
  public enum Certainty {
    /** Its end was written down. */
    DONE,
    /** It was begun, or asked of people, and what came of it was not written down. */
    BEGUN
  }

  /** As the run's folder has it. */
  public static TrafficStanding of(RunFolder folder) {
    return new TrafficStanding(
        left(folder, TrafficAction.FREEZE, TrafficAction.THAW),
        left(folder, TrafficAction.SWITCH, TrafficAction.REVERT));
  }

  /** Whether nothing is left to be undone. */
  public boolean clear() {
    return frozen.isEmpty() && switched.isEmpty();
  }

  private static Optional<Deed> left(RunFolder folder, TrafficAction action, TrafficAction back) {
    Optional<RunEnd> end = RunEnd.read(folder);
    return TrafficEntry.read(folder, action)
        .filter(entry -> !undone(entry, TrafficEntry.read(folder, back), end))
        .map(TrafficStanding::deed);
  }

  private static boolean undone(
      TrafficEntry entry, Optional<TrafficEntry> back, Optional<RunEnd> end) {
    // BREAK-GLASS.sh writes whole seconds.
    Instant begun = entry.attemptedAt().truncatedTo(ChronoUnit.SECONDS);
    boolean taken =
        back.filter(TrafficEntry::done)
            .filter(undo -> !undo.finishedAt().isBefore(begun))
            .isPresent();
    // Where a person had to do it, only the end says that it was confirmed.
    boolean walkedBack =
        end.filter(ended -> ended.state() == RunState.ROLLED_BACK)
            .filter(ended -> ended.at().isAfter(entry.attemptedAt()))
            .isPresent();
    return taken || walkedBack;
  }

  private static Deed deed(TrafficEntry entry) {
    return entry.done()
        ? new Deed(entry.finishedAt(), Certainty.DONE)
        : new Deed(entry.attemptedAt(), Certainty.BEGUN);
  }

  /**
   * Writes down that a person undid something of a run that nobody else can hear any more.
   *
   * @param undo thaw or revert
   * @param by who vouches for it
   */
  public static void vouch(RunFolder folder, TrafficAction undo, String by) {
    if (undo != TrafficAction.THAW && undo != TrafficAction.REVERT) {
      throw new IllegalArgumentException("nothing is undone by " + undo);
    }
    TrafficEntry.attempted(undo, "vouched for by " + by)
        .finished(
            new ActionResult(
                ActionResult.State.DONE, undo + " was done by hand, as " + by + " vouches."))
        .write(folder);
  }
}
