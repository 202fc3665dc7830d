package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.TimelinePlan;
import io.chromarunbook.workflows.status.FreezeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** For how long of how much writes are refused. */
final class FreezeBudget {

  private final MigrationState state;
  private final Plan plan;

  FreezeBudget(MigrationState state, Plan plan) {
    this.state = state;
    this.plan = plan;
  }

  /** The last time at which GO leaves a rollback its time; empty while the source is not frozen. */
  Optional<Instant> lastSafeGo() {
    return Optional.ofNullable(state.frozenSince)
        .map(since -> since.plus(plan.timeline().maxFreeze()).minus(TimelinePlan.ROLLBACK));
  }

  /** The earlier of a deadline and the last safe GO. */
  Instant within(Instant deadline) {
    return lastSafeGo().filter(last -> last.isBefore(deadline)).orElse(deadline);
  }

  /** What a reader sees. */
  FreezeLine line() {
    Instant until = state.frozenUntil == null ? Timeline.now() : state.frozenUntil;
    double frozen =
        state.frozenSince == null
            ? 0
            : Duration.between(state.frozenSince, until).toMillis() / 1000.0;
    return new FreezeLine(
        state.frozenSince,
        state.frozenUntil,
        frozen,
        plan.timeline().maxFreeze().toSeconds(),
        lastSafeGo().orElse(null),
        state.frozenProven);
  }
}
