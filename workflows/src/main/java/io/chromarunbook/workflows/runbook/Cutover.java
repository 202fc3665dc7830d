package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.CheckResult.Result;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TimelinePlan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.MonitoringActivities;
import io.chromarunbook.workflows.steps.ProbeResult;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Over to the target, and an hour's look at it: steps 7a and monitoring. */
final class Cutover {

  private static final int LOOKED_AT = 5;
  private static final int TOO_MANY_BAD = 3;

  private final RunContext context;
  private final MigrationState state;
  private final Traffic traffic;
  private final SourceRecheck sourceRecheck;
  private final Runnable budgetNoLongerCounts;

  Cutover(
      RunContext context,
      Traffic traffic,
      SourceRecheck sourceRecheck,
      Runnable budgetNoLongerCounts) {
    this.context = context;
    this.state = context.state();
    this.traffic = traffic;
    this.sourceRecheck = sourceRecheck;
    this.budgetNoLongerCounts = budgetNoLongerCounts;
  }

  /** Step 7a. */
  void cutOver() {
    context.step(
        Step.CUTOVER,
        RunState.CUTTING_OVER,
        () -> {
          if (!state.switchAttempted) {
            traffic.proveFrozen();
            sourceRecheck.readNow();
            CancellationScope.throwCanceled();
            budgetNoLongerCounts.run();
            state.switchAttempted = true;
          }
          traffic.perform(TrafficAction.SWITCH);
          traffic.perform(TrafficAction.RESTART);
          traffic.perform(TrafficAction.VERIFY);
          ActionResult reads =
              traffic.traffic("read and write at the target").proveTarget(context.run());
          if (!reads.succeeded()) {
            throw context.end("The target does not serve: " + reads.message());
          }
          Workflow.newActivityStub(
                  ImportActivities.class, Profiles.light("take our marks off the collections"))
              .releaseCollections(context.run());
          return reads.message();
        });
  }

  /** The window after the cutover. */
  void watch() {
    context.step(
        Step.MONITORING,
        RunState.MONITORING,
        () -> {
          if (state.baseline == null) {
            state.baseline =
                look(0, "baseline of the window", activities -> activities.baseline(context.run()));
            state.windowEnds = Timeline.now().plus(context.plan().timeline().monitoring());
          }
          Duration pause = context.plan().timeline().probeEvery();
          while (Timeline.now().isBefore(state.windowEnds)) {
            Instant next = Timeline.now().plus(pause);
            Instant until = next.isBefore(state.windowEnds) ? next : state.windowEnds;
            context.timeline().waits(RunState.MONITORING);
            context.waiting().until(until, "next probe", () -> false);
            context.timeline().works(RunState.MONITORING);
            probe();
          }
          awaitAnswer(pause);
          return probes();
        });
  }

  private String probes() {
    if (state.lastProbe == null) {
      return "0 probes";
    }
    List<CheckResult> checks = state.lastProbe.checks();
    return "%d probes, the last one %s%s"
        .formatted(
            state.lastProbe.number(),
            state.lastProbe.healthy() ? "good" : "bad",
            checks.isEmpty()
                ? ""
                : ": %d of %d checks pass"
                    .formatted(
                        checks.stream().filter(check -> check.result() == Result.PASS).count(),
                        checks.size()));
  }

  private void probe() {
    int number = state.lastProbe == null ? 1 : state.lastProbe.number() + 1;
    ProbeResult probe =
        look(number, "probe " + number, activities -> activities.probe(context.run(), number));
    state.lastProbe = probe;
    state.recentProbes.add(probe.healthy());
    if (state.recentProbes.size() > LOOKED_AT) {
      state.recentProbes.remove(0);
    }
    if (!probe.healthy()) {
      context.journal().deviation("Probe %d is bad: %s".formatted(number, probe.message()));
    }
    act(probe);
    context.board().publish();
  }

  /** A look that fails is a bad one: a defect of ours alone must not move traffic back. */
  private ProbeResult look(
      int number, String summary, Function<MonitoringActivities, ProbeResult> kind) {
    try {
      return kind.apply(
          Workflow.newActivityStub(MonitoringActivities.class, Profiles.light(summary)));
    } catch (ActivityFailure failure) {
      long known = state.lastProbe == null ? 0 : state.lastProbe.newAtTarget();
      return new ProbeResult(
          number, false, null, known, 0, StepFailure.of(failure).reason(), List.of());
    }
  }

  private void act(ProbeResult probe) {
    if (!bad()) {
      state.asked = false;
      return;
    }
    String reason =
        "%d of the last %d probes are bad: %s"
            .formatted(
                state.recentProbes.stream().filter(healthy -> !healthy).count(),
                state.recentProbes.size(),
                probe.message());
    if (context.plan().timeline().onTrigger() == TimelinePlan.OnTrigger.ROLLBACK) {
      if (probe.newAtTarget() > 0) {
        context
            .journal()
            .deviation(
                "%,d records written at the target since the switch are left behind there."
                    .formatted(probe.newAtTarget()));
      }
      throw context.end(MigrationState.Ending.Kind.ROLLBACK, reason);
    }
    if (!state.asked) {
      state.asked = true;
      context
          .notifier()
          .tell(
              context.notice(
                  "roll back? " + reason, reason, Role.OPERATIONS_LEAD, Role.DBA, Role.ON_CALL));
    }
  }

  /** A window that ends badly does not end by itself: people roll back, or the probes get good. */
  private void awaitAnswer(Duration pause) {
    while (bad()) {
      context.timeline().waits(RunState.MONITORING);
      context
          .waiting()
          .until(Timeline.now().plus(pause), "next probe, past the window", () -> false);
      context.timeline().works(RunState.MONITORING);
      probe();
    }
  }

  private boolean bad() {
    return state.recentProbes.stream().filter(healthy -> !healthy).count() >= TOO_MANY_BAD;
  }
}
