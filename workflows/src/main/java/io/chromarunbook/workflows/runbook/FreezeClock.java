package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.TimelinePlan;
import io.chromarunbook.workflows.status.FreezeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** For how long of how much writes are refused, counted from the order to freeze. */
final class FreezeClock {

  private final MigrationState state;
  private final PlanInForce inForce;

  FreezeClock(MigrationState state, PlanInForce inForce) {
    this.state = state;
    this.inForce = inForce;
  }

  /**
   * The last time at which GO leaves the last look, and a rollback, their time; empty while the
   * source is not frozen.
   */
  Optional<Instant> lastSafeGo() {
    return Optional.ofNullable(state.freeze.since)
        .map(since -> since.plus(inForce.plan().timeline().maxFreeze()))
        .map(end -> end.minus(TimelinePlan.ROLLBACK).minus(LastLook.forecast(state)));
  }

  /** The earlier of a deadline and the last safe GO. */
  Instant within(Instant deadline) {
    return lastSafeGo().filter(last -> last.isBefore(deadline)).orElse(deadline);
  }

  /** What a reader sees. */
  FreezeLine line() {
    MigrationState.Freezing freeze = state.freeze;
    Instant until = freeze.until == null ? Timeline.now() : freeze.until;
    double frozen =
        freeze.since == null ? 0 : Duration.between(freeze.since, until).toMillis() / 1000.0;
    return new FreezeLine(
        freeze.since,
        freeze.until,
        frozen,
        inForce.plan().timeline().maxFreeze().toSeconds(),
        lastSafeGo().orElse(null),
        freeze.standing == FreezeLine.Standing.PROVEN,
        freeze.provenSince,
        freeze.standing,
        freeze.standingSince,
        freeze.lookedAt,
        freeze.counted == null ? freeze.message : freeze.message + " " + freeze.counted);
  }
}
