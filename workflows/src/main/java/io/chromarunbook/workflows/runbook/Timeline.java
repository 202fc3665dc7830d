package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The steps as they go: which one is under way, how long it worked, how long it waited. */
final class Timeline {

  private final MigrationState state;
  private final Journal journal;
  private final Plan plan;
  private Instant lapFrom;
  private boolean waiting;

  Timeline(MigrationState state, Journal journal, Plan plan) {
    this.state = state;
    this.journal = journal;
    this.plan = plan;
  }

  boolean done(Step step) {
    return state.entry(step).state == StepLine.State.DONE;
  }

  /** Begins a step, or goes on with one. */
  void enter(Step step, RunState how) {
    MigrationState.Entry entry = state.entry(step);
    if (entry.startedAt == null) {
      entry.startedAt = now();
    }
    entry.state = StepLine.State.RUNNING;
    state.step = step;
    state.state = how;
    lapFrom = now();
    waiting = false;
    Workflow.getLogger(Timeline.class).info("step {}", step);
  }

  /** From here on the step waits, for people or for a time. */
  void waits(RunState how) {
    lap();
    waiting = true;
    state.state = how;
  }

  /** From here on machines work again. */
  void works(RunState how) {
    lap();
    waiting = false;
    state.state = how;
  }

  /** Ends the step under way. */
  void leave(StepLine.State how, String note) {
    lap();
    lapFrom = null;
    MigrationState.Entry entry = state.entry(state.step);
    entry.state = how;
    entry.note = note;
    Duration planned = planned(state.step);
    Duration worked = Duration.ofMillis(entry.workMillis);
    if (how == StepLine.State.DONE && !planned.isZero() && worked.compareTo(planned) > 0) {
      journal.deviation(
          "Step %s worked for %d s; planned were %d s."
              .formatted(state.step.id(), worked.toSeconds(), planned.toSeconds()));
    }
  }

  /** Marks a step that is not walked. */
  void skip(Step step, String note) {
    MigrationState.Entry entry = state.entry(step);
    if (entry.state == StepLine.State.PENDING) {
      entry.state = StepLine.State.SKIPPED;
      entry.note = note;
    }
  }

  /** All steps as a reader sees them at this moment. */
  List<StepLine> lines() {
    List<StepLine> lines = new ArrayList<>();
    for (Step step : Step.values()) {
      MigrationState.Entry entry = state.entry(step);
      long lap =
          lapFrom != null && step == state.step ? now().toEpochMilli() - lapFrom.toEpochMilli() : 0;
      lines.add(
          new StepLine(
              step,
              step.title(),
              entry.state,
              planned(step).toSeconds(),
              (entry.workMillis + (waiting ? 0 : lap)) / 1000.0,
              (entry.waitMillis + (waiting ? lap : 0)) / 1000.0,
              entry.startedAt,
              entry.note));
    }
    return lines;
  }

  private Duration planned(Step step) {
    return step == Step.MONITORING ? plan.timeline().monitoring() : step.planned();
  }

  /** Puts the time so far down, so that what follows in a new run starts from there. */
  void lap() {
    if (lapFrom == null) {
      return;
    }
    MigrationState.Entry entry = state.entry(state.step);
    long millis = now().toEpochMilli() - lapFrom.toEpochMilli();
    if (waiting) {
      entry.waitMillis += millis;
    } else {
      entry.workMillis += millis;
    }
    lapFrom = now();
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
