package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.text.Durations;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The steps as they go: which one is under way, how long it worked, how long it waited. */
final class Timeline {

  private final MigrationState.Timelines timeline;
  private final Journal journal;
  private final PlanInForce inForce;
  private Instant lapFrom;
  private boolean waiting;

  Timeline(MigrationState state, Journal journal, PlanInForce inForce) {
    this.timeline = state.timeline;
    this.journal = journal;
    this.inForce = inForce;
  }

  boolean done(Step step) {
    return timeline.entry(step).state == StepLine.State.DONE;
  }

  /** Begins a step, or goes on with one. */
  void enter(Step step, RunState how) {
    if (step == timeline.step) {
      lap();
    }
    MigrationState.Entry entry = timeline.entry(step);
    if (entry.startedAt == null) {
      entry.startedAt = now();
    }
    entry.state = StepLine.State.RUNNING;
    timeline.step = step;
    timeline.state = how;
    lapFrom = now();
    waiting = false;
    Workflow.getLogger(Timeline.class).info("step {}", step);
  }

  /** From here on the step waits, for people or for a time. */
  void waits(RunState how) {
    lap();
    waiting = true;
    timeline.state = how;
  }

  /** From here on machines work again. */
  void works(RunState how) {
    lap();
    waiting = false;
    timeline.state = how;
  }

  /** Ends the step under way. */
  void leave(StepLine.State how, String note) {
    lap();
    lapFrom = null;
    MigrationState.Entry entry = timeline.entry(timeline.step);
    entry.state = how;
    entry.note = note;
    Duration planned = planned(timeline.step);
    Duration worked = Duration.ofMillis(entry.workMillis);
    if (how == StepLine.State.DONE && !planned.isZero() && worked.compareTo(planned) > 0) {
      journal.deviation(
          "Step %s worked for %s; planned were %s."
              .formatted(timeline.step.id(), Durations.words(worked), Durations.words(planned)));
    }
  }

  /** Leaves the step under way without an end: it is walked again later. */
  void setAside() {
    lap();
    lapFrom = null;
    timeline.entry(timeline.step).state = StepLine.State.PENDING;
  }

  /** Walks a step once more that was walked already. */
  void reopen(Step step) {
    timeline.entry(step).state = StepLine.State.PENDING;
  }

  /** The run as a whole ends, or goes on, in a state. */
  void stands(RunState how) {
    timeline.state = how;
  }

  /** A person stops the run between steps and parts, or lets it go on. */
  void pause(boolean paused) {
    timeline.paused = paused;
  }

  /** Marks a step that is not walked. */
  void skip(Step step, String note) {
    MigrationState.Entry entry = timeline.entry(step);
    if (entry.state == StepLine.State.PENDING) {
      entry.state = StepLine.State.SKIPPED;
      entry.note = note;
    }
  }

  /** All steps as a reader sees them at this moment. */
  List<StepLine> lines() {
    List<StepLine> lines = new ArrayList<>();
    for (Step step : Step.values()) {
      MigrationState.Entry entry = timeline.entry(step);
      long lap =
          lapFrom != null && step == timeline.step
              ? now().toEpochMilli() - lapFrom.toEpochMilli()
              : 0;
      lines.add(
          new StepLine(
              step,
              step.title(),
              entry.state,
              planned(step).toSeconds(),
              (entry.workMillis + (waiting ? 0 : lap)) / 1000.0,
              (entry.waitMillis + (waiting ? lap : 0)) / 1000.0,
              entry.startedAt,
              waiting && lapFrom != null && step == timeline.step,
              entry.note));
    }
    return lines;
  }

  private Duration planned(Step step) {
    return step == Step.MONITORING ? inForce.plan().timeline().monitoring() : step.planned();
  }

  /** Puts the time so far down, so that what follows in a new run starts from there. */
  void lap() {
    if (lapFrom == null) {
      return;
    }
    MigrationState.Entry entry = timeline.entry(timeline.step);
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
