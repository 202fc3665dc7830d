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

  private final Ledger ledger;
  private final Journal journal;
  private final Plan plan;
  private Instant lapFrom;
  private boolean waiting;

  Timeline(Ledger ledger, Journal journal, Plan plan) {
    this.ledger = ledger;
    this.journal = journal;
    this.plan = plan;
  }

  boolean done(Step step) {
    return ledger.entry(step).state == StepLine.State.DONE;
  }

  /** Begins a step, or goes on with one. */
  void enter(Step step, RunState state) {
    Ledger.Entry entry = ledger.entry(step);
    if (entry.startedAt == null) {
      entry.startedAt = now();
    }
    entry.state = StepLine.State.RUNNING;
    ledger.step = step;
    ledger.state = state;
    lapFrom = now();
    waiting = false;
    Workflow.getLogger(Timeline.class).info("step {}", step);
  }

  /** From here on the step waits, for people or for a time. */
  void waits(RunState state) {
    lap();
    waiting = true;
    ledger.state = state;
  }

  /** From here on machines work again. */
  void works(RunState state) {
    lap();
    waiting = false;
    ledger.state = state;
  }

  /** Ends the step under way. */
  void leave(StepLine.State how, String note) {
    lap();
    lapFrom = null;
    Ledger.Entry entry = ledger.entry(ledger.step);
    entry.state = how;
    entry.note = note;
    Duration planned = planned(ledger.step);
    Duration worked = Duration.ofMillis(entry.workMillis);
    if (how == StepLine.State.DONE && !planned.isZero() && worked.compareTo(planned) > 0) {
      journal.deviation(
          "Step %s worked for %d s; planned were %d s."
              .formatted(ledger.step.id(), worked.toSeconds(), planned.toSeconds()));
    }
  }

  /** Marks a step that is not walked. */
  void skip(Step step, String note) {
    Ledger.Entry entry = ledger.entry(step);
    if (entry.state == StepLine.State.PENDING) {
      entry.state = StepLine.State.SKIPPED;
      entry.note = note;
    }
  }

  /** All steps as a reader sees them at this moment. */
  List<StepLine> lines() {
    List<StepLine> lines = new ArrayList<>();
    for (Step step : Step.values()) {
      Ledger.Entry entry = ledger.entry(step);
      long lap =
          lapFrom != null && step == ledger.step
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
    Ledger.Entry entry = ledger.entry(ledger.step);
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
