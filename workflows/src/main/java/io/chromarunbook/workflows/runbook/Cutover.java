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

  private final Scene scene;
  private final Ledger ledger;
  private final Traffic traffic;
  private final SecondReading sourceAgain;
  private final Runnable budgetNoLongerCounts;

  Cutover(Scene scene, Traffic traffic, SecondReading sourceAgain, Runnable budgetNoLongerCounts) {
    this.scene = scene;
    this.ledger = scene.ledger();
    this.traffic = traffic;
    this.sourceAgain = sourceAgain;
    this.budgetNoLongerCounts = budgetNoLongerCounts;
  }

  /** Step 7a. */
  void cutOver() {
    scene.step(
        Step.CUTOVER,
        RunState.CUTTING_OVER,
        () -> {
          if (!ledger.switchAttempted) {
            traffic.proveFrozen();
            sourceAgain.readNow();
            CancellationScope.throwCanceled();
            budgetNoLongerCounts.run();
            ledger.switchAttempted = true;
          }
          traffic.perform(TrafficAction.SWITCH);
          traffic.perform(TrafficAction.RESTART);
          traffic.perform(TrafficAction.VERIFY);
          ActionResult reads =
              traffic.traffic("read and write at the target").proveTarget(scene.run());
          if (!reads.succeeded()) {
            throw scene.end("The target does not serve: " + reads.message());
          }
          Workflow.newActivityStub(
                  ImportActivities.class, Profiles.light("take our marks off the collections"))
              .releaseCollections(scene.run());
          return reads.message();
        });
  }

  /** The window after the cutover. */
  void watch() {
    scene.step(
        Step.MONITORING,
        RunState.MONITORING,
        () -> {
          if (ledger.baseline == null) {
            ledger.baseline =
                look(0, "baseline of the window", activities -> activities.baseline(scene.run()));
            ledger.windowEnds = Timeline.now().plus(scene.plan().timeline().monitoring());
          }
          Duration pause = scene.plan().timeline().probeEvery();
          while (Timeline.now().isBefore(ledger.windowEnds)) {
            Instant next = Timeline.now().plus(pause);
            Instant until = next.isBefore(ledger.windowEnds) ? next : ledger.windowEnds;
            scene.timeline().waits(RunState.MONITORING);
            scene.waiting().until(until, "next probe", () -> false);
            scene.timeline().works(RunState.MONITORING);
            probe();
          }
          awaitAnswer(pause);
          return probes();
        });
  }

  private String probes() {
    if (ledger.lastProbe == null) {
      return "0 probes";
    }
    List<CheckResult> checks = ledger.lastProbe.checks();
    return "%d probes, the last one %s%s"
        .formatted(
            ledger.lastProbe.number(),
            ledger.lastProbe.healthy() ? "good" : "bad",
            checks.isEmpty()
                ? ""
                : ": %d of %d checks pass"
                    .formatted(
                        checks.stream().filter(check -> check.result() == Result.PASS).count(),
                        checks.size()));
  }

  private void probe() {
    int number = ledger.lastProbe == null ? 1 : ledger.lastProbe.number() + 1;
    ProbeResult probe =
        look(number, "probe " + number, activities -> activities.probe(scene.run(), number));
    ledger.lastProbe = probe;
    ledger.recentProbes.add(probe.healthy());
    if (ledger.recentProbes.size() > LOOKED_AT) {
      ledger.recentProbes.remove(0);
    }
    if (!probe.healthy()) {
      scene.journal().deviation("Probe %d is bad: %s".formatted(number, probe.message()));
    }
    act(probe);
    scene.board().publish();
  }

  /** A look that fails is a bad one: a defect of ours alone must not move traffic back. */
  private ProbeResult look(
      int number, String summary, Function<MonitoringActivities, ProbeResult> kind) {
    try {
      return kind.apply(
          Workflow.newActivityStub(MonitoringActivities.class, Profiles.light(summary)));
    } catch (ActivityFailure failure) {
      long known = ledger.lastProbe == null ? 0 : ledger.lastProbe.newAtTarget();
      return new ProbeResult(
          number, false, null, known, 0, StepFailure.of(failure).reason(), List.of());
    }
  }

  private void act(ProbeResult probe) {
    if (!bad()) {
      ledger.asked = false;
      return;
    }
    String reason =
        "%d of the last %d probes are bad: %s"
            .formatted(
                ledger.recentProbes.stream().filter(healthy -> !healthy).count(),
                ledger.recentProbes.size(),
                probe.message());
    if (scene.plan().timeline().onTrigger() == TimelinePlan.OnTrigger.ROLLBACK) {
      if (probe.newAtTarget() > 0) {
        scene
            .journal()
            .deviation(
                "%,d records written at the target since the switch are left behind there."
                    .formatted(probe.newAtTarget()));
      }
      throw scene.end(Ledger.Ending.Kind.ROLLBACK, reason);
    }
    if (!ledger.asked) {
      ledger.asked = true;
      scene
          .people()
          .tell(
              scene.notice(
                  "roll back? " + reason, reason, Role.OPERATIONS_LEAD, Role.DBA, Role.ON_CALL));
    }
  }

  /** A window that ends badly does not end by itself: people roll back, or the probes get good. */
  private void awaitAnswer(Duration pause) {
    while (bad()) {
      scene.timeline().waits(RunState.MONITORING);
      scene.waiting().until(Timeline.now().plus(pause), "next probe, past the window", () -> false);
      scene.timeline().works(RunState.MONITORING);
      probe();
    }
  }

  private boolean bad() {
    return ledger.recentProbes.stream().filter(healthy -> !healthy).count() >= TOO_MANY_BAD;
  }
}
