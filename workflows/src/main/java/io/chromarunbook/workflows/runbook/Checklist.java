package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TimelinePlan;
import io.chromarunbook.workflows.plan.TrafficPlan;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.CollectionLine;
import io.chromarunbook.workflows.steps.DryRunActivities;
import io.chromarunbook.workflows.steps.HealthActivities;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.InventorySummary;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.RunActivities;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The day before: steps 1.1 to 1.6, and the two that are looked at again at T-0. */
final class Checklist {

  /** The steps of the window whose forecast must fit into the freeze. */
  private static final List<Step> FROZEN_STEPS =
      List.of(
          Step.READ_ONLY,
          Step.SNAPSHOT,
          Step.MIGRATION,
          Step.VALIDATION,
          Step.REVIEW,
          Step.GO_NO_GO,
          Step.CUTOVER);

  private final Scene scene;
  private final Ledger ledger;
  private final String replaces;

  Checklist(Scene scene, String replaces) {
    this.scene = scene;
    this.ledger = scene.ledger();
    this.replaces = replaces;
  }

  void open() {
    Workflow.newActivityStub(RunActivities.class, Profiles.light("open the run's folder"))
        .open(scene.run(), scene.plan());
  }

  /** 1.1. */
  void health() {
    scene.step(
        Step.HEALTH,
        () -> {
          lookAtHealth();
          return "%s %s to %s %s"
              .formatted(
                  ledger.health.source().version(),
                  ledger.health.source().api(),
                  ledger.health.target().version(),
                  ledger.health.target().api());
        });
  }

  /** 1.2. */
  void inventoryAndBackup() {
    scene.step(
        Step.INVENTORY,
        () -> {
          ledger.inventory =
              Workflow.newActivityStub(
                      InventoryActivities.class, Profiles.light("inventory of the live source"))
                  .takeInventory(scene.run());
          scene.requireNoneBlocks(ledger.inventory.findings());
          list(ledger, ledger.inventory);
          return "%,d records in %d collections"
              .formatted(ledger.inventory.records(), ledger.inventory.collections());
        });
  }

  /** 1.3. */
  void capacity() {
    scene.step(
        Step.CAPACITY,
        () -> {
          lookAtCapacity();
          return "%,d MB free, %,d MB needed"
              .formatted(
                  ledger.capacity.freeBytes() / 1_000_000,
                  ledger.capacity.neededBytes() / 1_000_000);
        });
  }

  /** 1.4. */
  void dryRun() {
    scene.step(
        Step.DRY_RUN,
        () -> {
          rehearse();
          return "%,d records read, %,d cannot migrate"
              .formatted(ledger.dryRun.records(), ledger.dryRun.unmigratable());
        });
  }

  /** Steps 1.4 and 1.5 by an amended plan. */
  void dryRunAgain() {
    rehearse();
    scene.requireNoneBlocks(ledger.dryRun.findings());
  }

  private void rehearse() {
    scene.slices(
        from ->
            Workflow.newActivityStub(
                    DryRunActivities.class, Profiles.data("dry-run, from " + text(from)))
                .rehearse(scene.run(), from));
    ledger.dryRun =
        Workflow.newActivityStub(
                DryRunActivities.class, Profiles.data("dry-run: scratch collections and forecast"))
            .concludeDryRun(scene.run());
  }

  /** 1.5. */
  void review() {
    scene.step(
        Step.REVIEW_DRY_RUN,
        () -> {
          scene.requireNoneBlocks(ledger.dryRun.findings());
          long warnings = ledger.dryRun.findings().stream().filter(f -> !f.blocks()).count();
          return warnings == 0 ? "nothing to object" : warnings + " remarks, see the evidence";
        });
  }

  /** 1.6. */
  void rolesAndWindow() {
    scene.step(
        Step.ROLES,
        () -> {
          requireHands();
          Duration forecast = requireFit();
          String undelivered =
              scene
                  .people()
                  .reach(
                      scene.notice(
                          "roles and window",
                          "The migration is prepared; approvals will be asked for."));
          if (!undelivered.isEmpty()) {
            throw scene.end(
                "Notifications do not reach people: " + undelivered + " Mend the plan's notify.");
          }
          return "freeze of %d s forecast, %d min allowed"
              .formatted(forecast.toSeconds(), scene.plan().timeline().maxFreeze().toMinutes());
        });
  }

  /** The wait for T-0, then health and capacity once more. */
  void waitForStart() {
    scene.step(
        Step.WAIT,
        () -> {
          scene.requireInTime();
          Instant start = scene.plan().timeline().start().at().orElse(Timeline.now());
          if (start.isAfter(Timeline.now())) {
            scene.timeline().waits(RunState.WAITING);
            scene.board().publish();
            scene.waiting().until(start, "T-0 at " + start, () -> false);
            scene.timeline().works(RunState.RUNNING);
            scene.board().publish();
          }
          lookAtHealth();
          lookAtCapacity();
          return "T-0 at " + Timeline.now().truncatedTo(ChronoUnit.SECONDS);
        });
  }

  /** Shows the collections of an inventory as not copied yet. */
  static void list(Ledger ledger, InventorySummary inventory) {
    ledger.collections.clear();
    ledger.recordsTotal = inventory.records();
    for (CollectionLine line : inventory.lines()) {
      ledger.collections.put(
          line.source(),
          new CollectionStatus(
              line.source(), line.target(), line.records(), 0, 0, CollectionStatus.State.PENDING));
    }
  }

  static String text(io.chromarunbook.workflows.steps.Position position) {
    return "collection %d, part %d".formatted(position.collection() + 1, position.part() + 1);
  }

  private void lookAtHealth() {
    ledger.health =
        Workflow.newActivityStub(HealthActivities.class, Profiles.light("health of both servers"))
            .health(scene.run());
    scene.requireNoneBlocks(ledger.health.findings());
  }

  private void lookAtCapacity() {
    ledger.capacity =
        Workflow.newActivityStub(InventoryActivities.class, Profiles.light("free space and limits"))
            .capacity(scene.run(), replaces);
    scene.requireNoneBlocks(ledger.capacity.findings());
  }

  private void requireHands() {
    boolean byHand = scene.plan().traffic().mode() == TrafficPlan.Mode.MANUAL;
    if (byHand
        && scene.plan().holders(Role.TECHNICIAN).isEmpty()
        && scene.plan().holders(Role.ON_CALL).isEmpty()) {
      throw scene.end(
          "Traffic is moved by hand, but the plan names neither a technician nor somebody on-call"
              + " who could confirm it; add them to people.");
    }
  }

  private Duration requireFit() {
    Duration forecast = Duration.ZERO;
    for (Step step : FROZEN_STEPS) {
      forecast = forecast.plus(ledger.dryRun.forecast().getOrDefault(step.id(), Duration.ZERO));
    }
    Duration allowed = scene.plan().timeline().maxFreeze().minus(TimelinePlan.ROLLBACK);
    if (forecast.compareTo(allowed) > 0) {
      throw scene.end(
          "The forecast for steps 1 to 7a is %d min, but maxFreeze leaves %d min beside a rollback;"
                  .formatted(forecast.toMinutes(), allowed.toMinutes())
              + " raise timeline.maxFreeze or migrate fewer collections.");
    }
    return forecast;
  }
}
