package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.FourEyes;
import io.chromarunbook.workflows.plan.Lane;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TimelinePlan;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.plan.TrafficPlan;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.Announcement;
import io.chromarunbook.workflows.steps.DryRunActivities;
import io.chromarunbook.workflows.steps.HealthActivities;
import io.chromarunbook.workflows.steps.InPlaceActivities;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.RunActivities;
import io.chromarunbook.workflows.text.ChromaVersion;
import io.chromarunbook.workflows.text.Counts;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.UtcTime;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The day before: steps 1.1 to 1.6, and the two that are looked at again at T-0. */
final class PreMigration {

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

  private final RunContext context;
  private final MigrationState.Preparation preparation;
  private final CollectionLines collections;
  private final Runnable takeLocks;
  private final String replaces;

  /**
   * The day before.
   *
   * @param takeLocks takes source and target for this run alone, or ends it; a dry-run takes none
   */
  PreMigration(
      RunContext context, CollectionLines collections, Runnable takeLocks, String replaces) {
    this.context = context;
    this.preparation = context.state().preparation;
    this.collections = collections;
    this.takeLocks = takeLocks;
    this.replaces = replaces;
  }

  /** The run begins. */
  static void begin(MigrationState state, String runId, String startedBy) {
    if (state.preparation.runId == null) {
      state.preparation.runId = runId;
      state.preparation.startedAt = Timeline.now();
      state.preparation.startedBy = startedBy;
    }
  }

  void open() {
    preparation.folder =
        Workflow.newActivityStub(RunActivities.class, Profiles.light("open the run's folder"))
            .open(context.run(), context.plan());
    new Serving(context).begin();
  }

  /** 1.1. */
  void health() {
    context.step(
        Step.HEALTH,
        () -> {
          lookAtHealth();
          return "%s %s to %s %s"
              .formatted(
                  ChromaVersion.words(preparation.health.source().version()),
                  preparation.health.source().api(),
                  ChromaVersion.words(preparation.health.target().version()),
                  preparation.health.target().api());
        });
  }

  /** 1.2. */
  void inventoryAndBackup() {
    context.step(
        Step.INVENTORY,
        () -> {
          preparation.inventory =
              Workflow.newActivityStub(
                      InventoryActivities.class, Profiles.light("inventory of the live source"))
                  .takeInventory(context.run());
          context.requireNoneBlocks(preparation.inventory.findings());
          collections.list(preparation.inventory);
          return Counts.of(preparation.inventory.records(), "record")
              + " in "
              + Counts.of(preparation.inventory.collections(), "collection");
        });
  }

  /** 1.3. */
  void capacity() {
    context.step(
        Step.CAPACITY,
        () -> {
          takeLocks.run();
          lookAtCapacity();
          return "%,d MB free, %,d MB needed"
              .formatted(
                  preparation.capacity.freeBytes() / 1_000_000,
                  preparation.capacity.neededBytes() / 1_000_000);
        });
  }

  /** 1.4. */
  void dryRun() {
    context.step(
        Step.DRY_RUN,
        () -> {
          rehearse();
          return "%,d records read, %,d cannot migrate%s"
              .formatted(
                  preparation.dryRun.records(),
                  preparation.dryRun.unmigratable(),
                  preparation.inPlace == null
                      ? ""
                      : preparation.inPlace.passed() ? "; goes in place" : "; through the API");
        });
  }

  /** Steps 1.4 and 1.5 by an amended plan. */
  void dryRunAgain() {
    rehearse();
    context.requireNoneBlocks(preparation.dryRun.findings());
  }

  private void rehearse() {
    context.slices(
        from ->
            Workflow.newActivityStub(
                    DryRunActivities.class, Profiles.data("dry-run, from " + RunContext.text(from)))
                .rehearse(context.run(), from));
    preparation.dryRun =
        Workflow.newActivityStub(
                DryRunActivities.class, Profiles.data("dry-run: scratch collections and forecast"))
            .concludeDryRun(context.run());
    tryInPlace();
  }

  /**
   * The day before, so that nobody has to be frozen for it; Step 3 tries again what has changed.
   */
  private void tryInPlace() {
    Lane lane = context.plan().laneInForce();
    if (lane == Lane.API) {
      return;
    }
    preparation.inPlace =
        Workflow.newActivityStub(
                InPlaceActivities.class,
                Profiles.data("try the directory in place, on a copy of its own"))
            .rehearse(context.run());
    if (!preparation.inPlace.passed() && lane == Lane.IN_PLACE) {
      throw context
          .endings()
          .end(
              "The plan's lane is in-place, which is not possible: "
                  + preparation.inPlace.message());
    }
  }

  /** 1.5. */
  void review() {
    context.step(
        Step.REVIEW_DRY_RUN,
        () -> {
          context.requireNoneBlocks(preparation.dryRun.findings());
          long warnings = preparation.dryRun.findings().stream().filter(f -> !f.blocks()).count();
          return warnings == 0
              ? "nothing to object"
              : Counts.of(warnings, "remark") + ", see the evidence";
        });
  }

  /** 1.6. */
  void rolesAndWindow() {
    context.step(
        Step.ROLES,
        () -> {
          requireHands();
          requireFourEyes();
          Duration forecast = requireFit();
          String undelivered = context.notifier().reach(context.notice(Announcement.prepared()));
          if (!undelivered.isEmpty()) {
            throw context
                .endings()
                .end(
                    "Notifications do not reach people: "
                        + undelivered
                        + " Mend the plan's notify.");
          }
          return "freeze of %s forecast, %s allowed"
              .formatted(
                  Durations.words(forecast),
                  Durations.words(context.plan().timeline().maxFreeze()));
        });
  }

  /** The wait for T-0, then health and capacity once more. */
  void waitForStart() {
    context.step(
        Step.WAIT,
        () -> {
          context.requireInTime();
          Instant start = context.plan().timeline().start().at().orElse(Timeline.now());
          if (start.isAfter(Timeline.now())) {
            context.timeline().waits(RunState.WAITING);
            context.board().publish();
            context.waiting().until(start, "T-0 at " + UtcTime.words(start), () -> false);
            context.timeline().works(RunState.RUNNING);
            context.board().publish();
          }
          lookAtHealth();
          lookAtCapacity();
          return "T-0 at " + UtcTime.words(Timeline.now());
        });
  }

  private void lookAtHealth() {
    preparation.health =
        Workflow.newActivityStub(HealthActivities.class, Profiles.light("health of both servers"))
            .health(context.run());
    context.requireNoneBlocks(preparation.health.findings());
  }

  private void lookAtCapacity() {
    preparation.capacity =
        Workflow.newActivityStub(InventoryActivities.class, Profiles.light("free space and limits"))
            .capacity(context.run(), replaces);
    context.requireNoneBlocks(preparation.capacity.findings());
  }

  private void requireHands() {
    boolean byHand =
        context.plan().traffic().mode() == TrafficPlan.Mode.MANUAL
            && Arrays.stream(TrafficAction.values()).anyMatch(context.plan()::byPeople);
    if (byHand
        && context.plan().holders(Role.TECHNICIAN).isEmpty()
        && context.plan().holders(Role.ON_CALL).isEmpty()) {
      throw context
          .endings()
          .end(
              "Traffic is moved by hand, but the plan names neither a technician nor somebody on-call"
                  + " who could confirm it; add them to people.");
    }
  }

  private void requireFourEyes() {
    FourEyes.objection(context.plan(), preparation.startedBy)
        .ifPresent(
            objection -> {
              throw context.endings().end("Nobody could pass the gates: " + objection + ".");
            });
  }

  private Duration requireFit() {
    Duration forecast = Duration.ZERO;
    for (Step step : FROZEN_STEPS) {
      forecast =
          forecast.plus(preparation.dryRun.forecast().getOrDefault(step.id(), Duration.ZERO));
    }
    Duration allowed = context.plan().timeline().maxFreeze().minus(TimelinePlan.ROLLBACK);
    if (forecast.compareTo(allowed) > 0) {
      throw context
          .endings()
          .end(
              "The forecast for steps 1 to 7a is %s, but maxFreeze leaves %s beside a rollback;"
                      .formatted(Durations.words(forecast), Durations.words(allowed))
                  + " raise timeline.maxFreeze or migrate fewer collections.");
    }
    return forecast;
  }
}
