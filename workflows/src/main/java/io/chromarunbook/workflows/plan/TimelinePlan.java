package io.chromarunbook.workflows.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * When things happen and how long they may take.
 *
 * @param start T-0
 * @param latestStart approved later than this, the run stops; null for no limit
 * @param maxFreeze how long the source may refuse writes before the run goes NO-GO by itself
 * @param hold how long a HOLD waits for a decision
 * @param monitoring length of the window after cutover
 * @param probeEvery pause between probes in the window
 * @param onTrigger what three bad probes of the target in five lead to
 */
public record TimelinePlan(
    @PlanKey(means = "T-0, when the source is frozen, at once when approved or at a time")
        StartTime start,
    @PlanKey(
            means = "Approved later than this, the run stops",
            unset = "no limit",
            example = "\"2026-12-02T02:00:00Z\"")
        Instant latestStart,
    @PlanKey(
            means = "How long the source may refuse writes before NO-GO",
            takes = "a duration longer than the PT15M of a rollback")
        Duration maxFreeze,
    @PlanKey(means = "How long a HOLD waits for a decision", takes = "a duration, like PT30M")
        Duration hold,
    @PlanKey(means = "Length of the window after the cutover", takes = "a duration, like PT60M")
        Duration monitoring,
    @PlanKey(means = "Pause between probes in the window", takes = "a duration of at least PT1S")
        Duration probeEvery,
    @PlanKey(means = "What three bad probes of the target in five lead to") Reaction onTrigger) {

  /** How long a rollback is planned to take; kept back from the freeze budget. */
  public static final Duration ROLLBACK = Duration.ofMinutes(15);

  /** The runbook's times. */
  public static final TimelinePlan DEFAULT =
      new TimelinePlan(null, null, null, null, null, null, null);

  public TimelinePlan {
    start = start == null ? StartTime.NOW : start;
    maxFreeze = maxFreeze == null ? Duration.ofHours(2) : maxFreeze;
    hold = hold == null ? Duration.ofMinutes(30) : hold;
    monitoring = monitoring == null ? Duration.ofMinutes(60) : monitoring;
    probeEvery = probeEvery == null ? Duration.ofMinutes(1) : probeEvery;
    onTrigger = onTrigger == null ? Reaction.ASK : onTrigger;
    if (maxFreeze.compareTo(ROLLBACK) <= 0) {
      throw new IllegalArgumentException(
          "maxFreeze must be longer than the 15 minutes kept back for a rollback, like PT2H");
    }
    if (latestStart != null && start.at().isPresent() && latestStart.isBefore(start.at().get())) {
      throw new IllegalArgumentException("latestStart is before start");
    }
    if (probeEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("probeEvery must be at least PT1S");
    }
    if (monitoring.isNegative() || hold.isNegative()) {
      throw new IllegalArgumentException("monitoring and hold must not be negative");
    }
  }
}
