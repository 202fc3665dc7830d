package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.steps.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where a migration stands. Others script against these names: extend, do not change.
 *
 * @param asOf the run's own time when it answered; figures of what is under way are of then
 * @param planDigest SHA-256 of the plan's canonical JSON
 * @param startedBy who started it; empty where that is not known
 * @param home the folder of the run, as its worker knows it; empty before it was made
 * @param collections the first 100 of them
 * @param collectionsCopied how many of all are at the target
 * @param verdict what the criteria and triggers come to
 * @param decision "GO", "NO-GO", or null while there is none
 * @param reason why it ended or waits, in one sentence; empty while it runs
 * @param awaiting what it waits for: roles, or actions to confirm; empty while it runs
 * @param manual what people do by hand now, each with what it is and how it is proven
 * @param outages what work waits for that does not move, the longest first
 * @param alarms what people must know that the run does not act on
 * @param holds every HOLD so far, the one under way last
 * @param vouched what is not proven and a person vouches for
 * @param window null before the switch
 * @param wayBack null before the switch
 * @param digests SHA-256 of what was found and made: plan, inventory, snapshot, evidence
 * @param nextActions what people can do now, the likeliest first
 * @param closed by whom the way back was given up; null while it is not
 */
public record MigrationStatus(
    String migration,
    Instant asOf,
    String planDigest,
    String startedBy,
    String home,
    ServerLine source,
    ServerLine target,
    RunState state,
    Step step,
    List<StepLine> steps,
    FreezeLine freeze,
    List<GateLine> gates,
    ProgressLine progress,
    List<CollectionStatus> collections,
    int collectionsTotal,
    int collectionsCopied,
    Totals totals,
    List<Criterion> criteria,
    List<Criterion> triggers,
    Verdict verdict,
    String decision,
    String reason,
    List<String> awaiting,
    List<ManualLine> manual,
    List<Outage> outages,
    List<AlarmLine> alarms,
    List<HoldLine> holds,
    List<VouchLine> vouched,
    WindowLine window,
    ReturnLine wayBack,
    List<UndoLine> rollback,
    List<Event> events,
    Map<String, String> digests,
    String breakGlass,
    Instant startedAt,
    ClosingLine closed,
    List<NextAction> nextActions) {

  public MigrationStatus {
    // What an earlier release's worker answers has none.
    manual = manual == null ? List.of() : List.copyOf(manual);
  }

  /**
   * The same as of another moment: what is under way has gone on by itself since the run answered,
   * because a run's own clock stands while nothing happens to it.
   */
  public MigrationStatus at(Instant now) {
    Duration since = Duration.between(asOf, now);
    if (since.isNegative()) {
      return this;
    }
    double seconds = since.toMillis() / 1000.0;
    boolean frozen = freeze.since() != null && freeze.until() == null;
    return new MigrationStatus(
        migration,
        now,
        planDigest,
        startedBy,
        home,
        source,
        target,
        state,
        step,
        steps.stream()
            .map(line -> line.state() == StepLine.State.RUNNING ? later(line, seconds) : line)
            .toList(),
        frozen ? later(freeze, seconds) : freeze,
        gates,
        progress.at(now),
        collections,
        collectionsTotal,
        collectionsCopied,
        totals,
        criteria,
        triggers,
        verdict,
        decision,
        reason,
        awaiting,
        manual,
        outages,
        alarms,
        holds,
        vouched,
        window,
        wayBack,
        rollback,
        events,
        digests,
        breakGlass,
        startedAt,
        closed,
        nextActions);
  }

  private StepLine later(StepLine line, double seconds) {
    return line.waiting()
        ? line.withTimes(line.workSeconds(), line.waitSeconds() + seconds)
        : line.withTimes(line.workSeconds() + seconds, line.waitSeconds());
  }

  private static FreezeLine later(FreezeLine line, double seconds) {
    return new FreezeLine(
        line.since(),
        line.until(),
        line.frozenSeconds() + seconds,
        line.budgetSeconds(),
        line.lastSafeGo(),
        line.proven(),
        line.provenSince(),
        line.standing(),
        line.standingSince(),
        line.lookedAt(),
        line.message());
  }

  /** The command to type next; empty where there is none. */
  public String next() {
    return nextActions.isEmpty() ? "" : RunbookCommand.of(nextActions.get(0));
  }
}
