package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.plan.Reaction;
import io.chromarunbook.workflows.runbook.MigrationState.Ending;
import io.chromarunbook.workflows.runbook.ReturnConditions.Objection;
import io.chromarunbook.workflows.status.AlarmLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.WindowLine;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.MonitoringActivities;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.SourceStanding;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * An hour's look at both servers after the switch. Only the target can be a reason to go back: a
 * source that does not answer is an alarm, because the way back is lost with it.
 */
final class MonitoringWindow {

  private static final Duration SUPPORT_PAUSE = Duration.ofMinutes(10);

  private final RunContext context;
  private final MigrationState.Watching window;
  private final WindowLimits limits;
  private final WindowLimits afterwards;
  private final ReturnConditions conditions;
  private final WindowQuestion question;
  private final Traffic traffic;

  MonitoringWindow(
      RunContext context, ReturnConditions conditions, WindowQuestion question, Traffic traffic) {
    this.context = context;
    this.window = context.state().window;
    this.limits = WindowLimits.ofWindow(window);
    this.afterwards = WindowLimits.ofSupport(window);
    this.conditions = conditions;
    this.question = question;
    this.traffic = traffic;
  }

  /** The window after the cutover. */
  void watch() {
    context.step(
        Step.MONITORING,
        RunState.MONITORING,
        () -> {
          if (window.baseline == null) {
            window.baseline =
                look(0, "baseline of the window", activities -> activities.baseline(context.run()));
            window.ends = Timeline.now().plus(context.plan().timeline().monitoring());
            see(window.baseline.source());
          }
          Duration pause = context.plan().timeline().probeEvery();
          while (Timeline.now().isBefore(window.ends)) {
            Instant next = Timeline.now().plus(pause);
            rest(next.isBefore(window.ends) ? next : window.ends, "next probe");
            alarm(limits, probe());
            act();
            compareContent(share());
          }
          compareContent(1);
          awaitAnswer(pause);
          return probes();
        });
  }

  private void rest(Instant until, String summary) {
    context.timeline().waits(RunState.MONITORING);
    context.waiting().until(until, summary, () -> false);
    context.timeline().works(RunState.MONITORING);
  }

  private String probes() {
    if (window.lastProbe == null) {
      return "0 probes";
    }
    List<CheckResult> checks = window.lastProbe.checks();
    return "%d probes, the last one %s%s%s"
        .formatted(
            window.lastProbe.number(),
            window.lastProbe.healthy() ? "good" : "bad",
            checks.isEmpty()
                ? ""
                : ": %d of %d checks pass"
                    .formatted(
                        checks.stream().filter(check -> check.result() == Result.PASS).count(),
                        checks.size()),
            window.content == null
                ? ""
                : "; %,d migrated records compared again, %,d changed and %,d gone since the switch"
                    .formatted(
                        window.content.compared(),
                        window.content.changed(),
                        window.content.gone()));
  }

  /** Takes a probe, and says what it found past its limit. */
  private List<Exceeded> probe() {
    int number = window.lastProbe == null ? 1 : window.lastProbe.number() + 1;
    ProbeResult probe =
        look(number, "probe " + number, activities -> activities.probe(context.run(), number));
    window.lastProbe = probe;
    window.lastProbeAt = Timeline.now();
    if (!probe.healthy()) {
      context.journal().deviation("Probe %d is bad: %s".formatted(number, probe.message()));
    }
    see(probe.source());
    return WindowLimits.found(probe, byCommands(), context.plan().timeline().onTrigger());
  }

  /** Takes in what a probe found, and tells what is only told. */
  private void alarm(WindowLimits by, List<Exceeded> found) {
    by.take(found);
    for (WindowLimits.Trouble trouble : by.alarmed(Timeline.now())) {
      context.journal().deviation(trouble.reason());
      context.tell("alarm: " + trouble.what(), trouble.reason());
    }
  }

  /** Looks that cannot be made are bad ones; a defect of ours alone must not move traffic back. */
  private List<Exceeded> byCommands() {
    try {
      return traffic.probeCommands();
    } catch (ActivityFailure failure) {
      return List.of(
          new Exceeded(
              "probe commands",
              Reaction.ASK,
              "they could not be run: " + StepFailure.of(failure).reason()));
    }
  }

  /** A look that fails is a bad one: a defect of ours alone must not move traffic back. */
  private ProbeResult look(
      int number, String summary, Function<MonitoringActivities, ProbeResult> kind) {
    try {
      return kind.apply(
          Workflow.newActivityStub(MonitoringActivities.class, Profiles.light(summary)));
    } catch (ActivityFailure failure) {
      long known = window.lastProbe == null ? 0 : window.lastProbe.newAtTarget();
      return new ProbeResult(
          number,
          false,
          null,
          known,
          0,
          StepFailure.of(failure).reason(),
          List.of(),
          null,
          List.of());
    }
  }

  /** The source alone never moves anything, but people must know. */
  private void see(SourceStanding source) {
    if (source == null) {
      return;
    }
    Instant now = Timeline.now();
    if (source.state() == SourceStanding.State.HOLDS) {
      if (window.alarm != null) {
        window.alarm = null;
        context.journal().deviation("The source is what it was again: " + source.message());
        context.tell("the source is what it was again", source.message());
      }
      return;
    }
    String message =
        source.state() == SourceStanding.State.SILENT
            ? "The way back is lost while the source does not answer: %s The applications stay at the target; the snapshot in %s can be restored."
                .formatted(source.message(), context.state().snapshot.summary.directory())
            : "Somebody writes to the source, where no application should be: " + source.message();
    boolean known = window.alarm != null && window.alarm.message().equals(message);
    window.alarm =
        new AlarmLine(AlarmLine.SOURCE, message, known ? window.alarm.since() : now, now);
    if (!known) {
      context.journal().deviation(message);
      context.tell("alarm: the source", message);
    }
  }

  /** What the probe just taken leads to. */
  private void act() {
    question.forgetAllBut(limits.troubles().stream().map(WindowLimits.Trouble::what).toList());
    Optional<WindowLimits.Trouble> trouble =
        limits.asking().stream().filter(each -> !question.answered(each)).findFirst();
    if (trouble.isEmpty()) {
      question.settle();
    } else {
      act(trouble.get());
    }
    context.board().publish();
  }

  private void act(WindowLimits.Trouble trouble) {
    if (question.waitsFor(trouble)) {
      return;
    }
    if (trouble.then() != Reaction.ROLLBACK) {
      question.ask(trouble, trouble.reason());
      return;
    }
    Optional<Objection> objection = conditions.objection(null, null);
    if (objection.isEmpty()) {
      throw context.endings().end(Ending.Kind.WINDOW, trouble.reason());
    }
    question.ask(
        trouble, trouble.reason() + " It does not go back by itself: " + objection.get().text());
  }

  /** A window that ends badly does not end by itself: people roll back, or the probes get good. */
  private void awaitAnswer(Duration pause) {
    while (question.open()) {
      rest(Timeline.now().plus(pause), "next probe, past the window");
      alarm(limits, probe());
      act();
    }
  }

  /**
   * After the window: a probe now and then, which alerts and nothing else, until the plan's support
   * is over or somebody closes the run.
   */
  void support(BooleanSupplier closed) {
    if (window.supportEnds == null) {
      window.supportEnds = Timeline.now().plus(context.plan().window().support());
    }
    while (!closed.getAsBoolean() && Timeline.now().isBefore(window.supportEnds)) {
      Instant next = Timeline.now().plus(SUPPORT_PAUSE);
      if (!context
          .waiting()
          .until(
              next.isBefore(window.supportEnds) ? next : window.supportEnds,
              "support: next probe",
              closed)) {
        alarm(afterwards, probe().stream().map(Exceeded::onlyTold).toList());
        context.board().publish();
      }
    }
  }

  /** Which share of the window is over. */
  private double share() {
    double all = context.plan().timeline().monitoring().toMillis();
    double left = Duration.between(Timeline.now(), window.ends).toMillis();
    return all == 0 ? 1 : Math.min(1, 1 - left / all);
  }

  /** Compares migrated records, so that by the end of the window each was looked at once. */
  private void compareContent(double share) {
    boolean compared = false;
    try {
      while (window.compared != null && (share >= 1 || behind(share))) {
        Progress progress =
            Workflow.newActivityStub(
                    MonitoringActivities.class,
                    Profiles.glance(
                        "compare migrated records, from " + RunContext.text(window.compared)))
                .compareMigrated(context.run(), window.compared);
        window.compared = progress.next().orElse(null);
        window.comparedRecords = progress.recordsDone();
        window.recordsToCompare = progress.recordsTotal();
        compared = true;
      }
      if (compared) {
        window.content =
            Workflow.newActivityStub(
                    MonitoringActivities.class, Profiles.glance("sum up what was compared"))
                .sumUpMigrated(context.run());
      }
    } catch (ActivityFailure failure) {
      if (share >= 1) {
        context
            .journal()
            .deviation(
                "Not all migrated records were compared again: "
                    + StepFailure.of(failure).reason());
      }
    }
  }

  private boolean behind(double share) {
    return window.recordsToCompare == 0
        || window.comparedRecords < Math.ceil(window.recordsToCompare * share);
  }

  /** What a reader sees; nothing before the window. */
  static WindowLine line(MigrationState.Watching window) {
    return window.ends == null
        ? null
        : new WindowLine(
            window.ends,
            window.lastProbe == null ? 0 : window.lastProbe.number(),
            window.lastProbeAt,
            window.lastProbe == null ? null : window.lastProbe.message(),
            window.lastProbe == null ? null : window.lastProbe.figures(),
            window.askedUntil,
            window.supportEnds,
            window.content);
  }
}
