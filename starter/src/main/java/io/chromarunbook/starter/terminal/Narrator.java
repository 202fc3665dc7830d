package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.ProgressLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.status.UndoLine;
import io.chromarunbook.workflows.steps.Outage;
import io.chromarunbook.workflows.text.Durations;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells a run as it happens: from each status it says what was not so in the one before. */
public final class Narrator {

  private static final Set<Step> MOVING_RECORDS =
      EnumSet.of(Step.DRY_RUN, Step.SNAPSHOT, Step.MIGRATION, Step.VALIDATION);

  private final Terminal terminal;
  private final Times times;
  private final InstantSource clock;
  private final Paint paint;
  private final Map<Step, StepLine.State> steps = new EnumMap<>(Step.class);
  private final Map<Step, Integer> fifths = new EnumMap<>(Step.class);
  private final Set<String> said = new HashSet<>();
  private int events;
  private RunState state;
  private boolean criteriaShown;

  /** Tells it here. */
  public Narrator(Terminal terminal) {
    this(terminal, Times.local(), InstantSource.system());
  }

  Narrator(Terminal terminal, Times times, InstantSource clock) {
    this.terminal = terminal;
    this.times = times;
    this.clock = clock;
    this.paint = terminal.paint();
  }

  /** Says what is new. */
  public void tell(MigrationStatus answer) {
    MigrationStatus status = answer.at(clock.instant());
    events(status);
    // Before the steps: what ends a step is said before its end.
    status.gates().forEach(this::answers);
    status.steps().forEach(step -> step(status, step));
    freeze(status.freeze());
    status.gates().forEach(this::opening);
    status.rollback().forEach(this::undo);
    outages(status);
    state(status);
    progress(status);
  }

  private void step(MigrationStatus status, StepLine step) {
    StepLine.State before = steps.getOrDefault(step.id(), StepLine.State.PENDING);
    if (before == step.state()) {
      return;
    }
    steps.put(step.id(), step.state());
    String name = StepName.capitalised(step.id());
    switch (step.state()) {
      case PENDING -> {}
      case RUNNING ->
          terminal.say(
              paint.accent("▶ " + name)
                  + paint.faint(
                      step.plannedSeconds() > 0
                          ? "  planned " + Durations.words(step.plannedSeconds())
                          : ""));
      case DONE -> {
        if (step.id() == Step.REVIEW) {
          criteria(status);
        }
        terminal.say(paint.good("✓ " + name) + "  " + took(step) + note(step));
      }
      case STOPPED ->
          terminal.say(paint.bad("✗ " + name + " ended the run") + "  " + took(step) + note(step));
      case FAILED ->
          terminal.say(paint.bad("✗ " + name + " failed") + "  " + took(step) + note(step));
      case SKIPPED -> terminal.say(paint.faint("– " + name + " skipped" + note(step)));
    }
  }

  private static String took(StepLine step) {
    String planned =
        step.plannedSeconds() > 0 ? " of " + Durations.words(step.plannedSeconds()) : "";
    return Durations.words(step.workSeconds())
        + " of work"
        + (step.waitSeconds() > 0
            ? " and " + Durations.words(step.waitSeconds()) + " of waiting"
            : "")
        + (planned.isEmpty() ? "" : "," + planned.replace(" of", "") + " planned");
  }

  private static String note(StepLine step) {
    return step.note() == null || step.note().isEmpty() ? "" : "  " + step.note();
  }

  private void criteria(MigrationStatus status) {
    List<String> lines = CriteriaTable.of(status.criteria(), status.triggers(), paint);
    if (!criteriaShown && !lines.isEmpty()) {
      criteriaShown = true;
      lines.forEach(line -> terminal.say("    " + line));
      if (status.totals() != null) {
        terminal.say("    Records: " + FactsBlock.totals(status.totals()));
      }
    }
  }

  private void freeze(FreezeLine freeze) {
    if (freeze == null || freeze.since() == null) {
      return;
    }
    if (freeze.standing() != FreezeLine.Standing.ORDERED
        && said.add("freeze " + freeze.standing() + freeze.standingSince())) {
      terminal.say("    Freeze: " + FreezeText.of(freeze, times, clock.instant()) + ".");
    }
    if (freeze.until() != null && said.add("thawed")) {
      // After a switch at the target: the source stays frozen until the run is closed.
      terminal.say(
          "    Applications can write again, after "
              + Durations.words(freeze.frozenSeconds())
              + ".");
    }
  }

  private void opening(GateLine gate) {
    if (gate.open() && said.add("open " + gate.id() + gate.evidenceDigest())) {
      terminal.say(
          paint.warning("    Gate " + gate.id().label() + " is open")
              + ": waits for "
              + String.join(", ", WaitBlock.missing(gate).stream().map(Object::toString).toList())
              + "; evidence "
              + StatusText.shortDigest(gate.evidenceDigest()));
    }
  }

  private void answers(GateLine gate) {
    for (AnswerLine answer : gate.answers()) {
      if (said.add("answer " + gate.id() + answer)) {
        terminal.say(answered(gate.id(), answer));
      }
    }
  }

  private String answered(GateId gate, AnswerLine answer) {
    String line = "    " + FactsBlock.answer(answer) + ", gate " + gate.label();
    return answer.decision() == AnswerLine.Decision.APPROVE ? paint.good(line) : paint.bad(line);
  }

  /** Told as events too, but a run that stands still tells no events. */
  private void outages(MigrationStatus status) {
    for (Outage outage : status.outages()) {
      if (said.add("outage " + outage.what() + outage.since())) {
        terminal.say(paint.bad("    ! " + OutageText.of(outage, times, clock.instant())));
      }
    }
  }

  private void undo(UndoLine undo) {
    if (said.add("undo " + undo.id() + undo.state())) {
      terminal.say("    Rollback: " + PlaceBlock.undo(undo));
    }
  }

  private void events(MigrationStatus status) {
    List<Event> all = status.events();
    for (Event event : all.subList(Math.min(events, all.size()), all.size())) {
      if (toldOtherwise(status, event)) {
        continue;
      }
      String by = event.by() == null || event.by().isEmpty() ? "" : " (" + event.by() + ")";
      terminal.say(paint.warning("    " + event.kind() + by + ": " + event.text()));
    }
    events = all.size();
  }

  /** Answers to gates are told with the gates, and GO with its step. */
  private static boolean toldOtherwise(MigrationStatus status, Event event) {
    return event.kind().equals("decision")
        && (event.text().equals(status.decision())
            || status.gates().stream()
                .anyMatch(gate -> event.text().endsWith(" at " + gate.id().label())));
  }

  private void state(MigrationStatus status) {
    if (status.state() == state) {
      return;
    }
    state = status.state();
    switch (state) {
      case RUNNING, WAITING, CUTTING_OVER, MONITORING -> {}
      case HOLD, PAUSED, ROLLING_BACK ->
          terminal.say("    " + HeadBlock.state(state, paint) + reason(status) + next(status));
      case COMPLETED, ROLLED_BACK, STOPPED, FAILED ->
          terminal.say(HeadBlock.state(state, paint) + reason(status));
    }
  }

  private static String reason(MigrationStatus status) {
    return status.reason() == null || status.reason().isEmpty() ? "" : ": " + status.reason();
  }

  private static String next(MigrationStatus status) {
    return status.next().isEmpty() ? "" : " Next: " + status.next();
  }

  private void progress(MigrationStatus status) {
    ProgressLine progress = status.progress();
    if (progress == null
        || progress.recordsTotal() <= 0
        || !MOVING_RECORDS.contains(progress.step())
        || steps.get(progress.step()) != StepLine.State.RUNNING) {
      return;
    }
    if (terminal.isRead()) {
      terminal.showLive(
          "    "
              + paint.accent(
                  ProgressBar.of(progress, terminal.columns() - 4, times, clock.instant())));
      return;
    }
    int fifth = (int) (5 * progress.recordsDone() / progress.recordsTotal());
    if (fifth > fifths.getOrDefault(progress.step(), 0)) {
      fifths.put(progress.step(), fifth);
      terminal.say(
          "    " + ProgressBar.of(progress, terminal.columns() - 4, times, clock.instant()));
    }
  }
}
