package io.chromarunbook.starter.documents;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.TimelinePlan;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.UtcTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When each step comes, counted from T-0, and how long it takes. */
final class Schedule {

  /** The day before. */
  static final List<Step> BEFORE =
      List.of(
          Step.HEALTH,
          Step.INVENTORY,
          Step.CAPACITY,
          Step.DRY_RUN,
          Step.REVIEW_DRY_RUN,
          Step.ROLES,
          Step.APPROVALS);

  /** From T-0 to the decision. */
  static final List<Step> TO_DECISION =
      List.of(
          Step.READ_ONLY,
          Step.SNAPSHOT,
          Step.MIGRATION,
          Step.VALIDATION,
          Step.REVIEW,
          Step.GO_NO_GO);

  /**
   * A step in its time.
   *
   * @param from after T-0
   * @param planned how long the runbook, or the plan, gives it
   * @param forecast how long the last dry-run says it will take; empty where none says so
   */
  record Slot(Step step, Duration from, Duration planned, Optional<Duration> forecast) {

    /** Like {@code T+5 to T+10 min}. */
    String words() {
      return "T+%d to T+%d min".formatted(from.toMinutes(), from.plus(planned).toMinutes());
    }

    String forecastWords() {
      return forecast.map(Durations::words).orElse("–");
    }
  }

  private final Subject subject;

  Schedule(Subject subject) {
    this.subject = subject;
  }

  private Plan plan() {
    return subject.plan();
  }

  /** From T-0 to the end of the window; both ways out begin at the decision. */
  List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    Duration at = Duration.ZERO;
    for (Step step : TO_DECISION) {
      slots.add(slot(step, at));
      at = at.plus(step.planned());
    }
    slots.add(slot(Step.CUTOVER, at));
    slots.add(slot(Step.ROLLBACK, at));
    slots.add(slot(Step.MONITORING, at.plus(Step.CUTOVER.planned())));
    return slots;
  }

  private Slot slot(Step step, Duration at) {
    return new Slot(step, at, planned(step), forecast(step));
  }

  /** How long a step may take; the window's length is the plan's. */
  Duration planned(Step step) {
    return step == Step.MONITORING ? plan().timeline().monitoring() : step.planned();
  }

  Optional<Duration> forecast(Step step) {
    return subject
        .forecast()
        .flatMap(forecast -> Optional.ofNullable(forecast.steps().get(step.id())));
  }

  /** All of the day before. */
  Duration before() {
    return sum(BEFORE);
  }

  /** From T-0 to the decision. */
  Duration toDecision() {
    return sum(TO_DECISION);
  }

  /** From T-0 until applications use the target. */
  Duration toCutover() {
    return toDecision().plus(Step.CUTOVER.planned());
  }

  /** When T-0 is for whoever approves the day before, because the time of the freeze runs then. */
  String startsWhen() {
    return plan()
        .timeline()
        .start()
        .at()
        .map(at -> "T-0 is " + UtcTime.words(at) + "; the source is frozen then.")
        .orElse(
            "T-0 is when the last of them has approved (timeline.start is now): the source is to be"
                + " frozen then, and "
                + Durations.words(plan().timeline().maxFreeze())
                + " begin to run.");
  }

  /** After T-0, the last moment at which GO still leaves time for a rollback. */
  Duration lastSafeGo() {
    return plan().timeline().maxFreeze().minus(TimelinePlan.ROLLBACK);
  }

  /** How long people may take at a gate. */
  String deadline(GateId gate) {
    return Durations.words(plan().gate(gate).deadline());
  }

  /**
   * What the machine's steps of the freeze take by the last dry-run; empty where it is not known.
   */
  Optional<Duration> forecastOfMachine() {
    return subject
        .forecast()
        .map(forecast -> forecast.steps().values().stream().reduce(Duration.ZERO, Duration::plus));
  }

  private static Duration sum(List<Step> steps) {
    return steps.stream().map(Step::planned).reduce(Duration.ZERO, Duration::plus);
  }
}
