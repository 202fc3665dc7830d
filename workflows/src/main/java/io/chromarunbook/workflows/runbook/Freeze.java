package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.FreezeLine.Standing;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.FreezeProof;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.StepFailure;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.UtcTime;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The freeze of the source: ordered, proven, and looked at each minute from then on. Only a write
 * that was taken before and is refused now proves it. What cannot be seen is unknown and changes
 * nothing; a freeze that is broken holds the run, and nobody but a person has it frozen again.
 */
final class Freeze {

  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  /** Before it, a person's word on the freeze counted at once, and was looked at afterwards. */
  private final RunContext context;

  private final MigrationState.Freezing freeze;
  private final Traffic traffic;
  private final ManualActions byHand;
  private final Holds holds;
  private final SourceRecheck recheck;
  private final CollectionLines collections;
  private FreezeProof found;
  private CancellationScope watching;

  Freeze(
      RunContext context,
      Traffic traffic,
      ManualActions byHand,
      Holds holds,
      SourceRecheck recheck,
      CollectionLines collections) {
    this.context = context;
    this.freeze = context.state().freeze;
    this.traffic = traffic;
    this.byHand = byHand;
    this.holds = holds;
    this.recheck = recheck;
    this.collections = collections;
  }

  /** Step 1. */
  void freezeSource() {
    context.step(
        Step.READ_ONLY,
        () -> {
          if (!freeze.attempted) {
            // A pause may have lasted.
            context.requireInTime();
            freeze.breakGlass =
                Workflow.newActivityStub(
                        TrafficActivities.class, Profiles.light("write BREAK-GLASS.sh"))
                    .writeBreakGlass(context.run());
          }
          freeze();
          takeInventory();
          return "%,d records stand still, %s"
              .formatted(
                  freeze.inventory.records(),
                  freeze.standing == Standing.PROVEN ? "proven" : "as a person vouches for");
        });
  }

  /** From the first attempt on there is something to undo, and the budget runs. */
  private void freeze() {
    if (!freeze.attempted) {
      CancellationScope.throwCanceled();
      freeze.attempted = true;
      freeze.since = Timeline.now();
      stand(Standing.ORDERED, "ordered, not proven yet");
      tellBegun();
    }
    found = null;
    traffic.perform(TrafficAction.FREEZE, this::proof);
    prove();
  }

  private void tellBegun() {
    context.tell(
        "the freeze begins",
        "%s from now on, for %s at most. GO leaves a rollback its time until %s; after that the run takes back what it did by itself."
            .formatted(
                SourceWords.frozen(context.plan().source()),
                Durations.words(context.plan().timeline().maxFreeze()),
                UtcTime.words(context.clock().lastSafeGo().orElseThrow())));
  }

  /** Proves that the source refuses writes, or has a person vouch for it by name. */
  private void prove() {
    if (found == null) {
      var ignored = proof();
    }
    if (found.state() == FreezeProof.State.REFUSED) {
      return;
    }
    context.journal().deviation("The freeze is not proven: " + found.message());
    if (byHand.done(TrafficAction.FREEZE)) {
      vouched();
      return;
    }
    byHand.forget(TrafficAction.FREEZE);
    Instant deadline =
        context.clock().within(Timeline.now().plus(context.plan().timeline().maxFreeze()));
    if (!byHand.await(TrafficAction.FREEZE, found.message(), this::proof, deadline)) {
      throw context
          .endings()
          .end(
              "Nobody confirmed the freeze by " + UtcTime.words(deadline) + ": " + found.message());
    }
    if (freeze.standing != Standing.PROVEN) {
      vouched();
    }
  }

  private void vouched() {
    freeze.vouchedAgainst = found.state();
    stand(Standing.VOUCHED, found.message());
  }

  /** Looks whether writes are refused; a person's word is held against this too. */
  private ActionResult proof() {
    found = Traffic.looks("prove that the source is frozen").proveFrozen(context.run(), before());
    freeze.lookedAt = Timeline.now();
    freeze.counted = found.counted();
    if (found.state() == FreezeProof.State.REFUSED) {
      stand(Standing.PROVEN, found.message());
      return new ActionResult(ActionResult.State.DONE, found.message());
    }
    return new ActionResult(
        found.disproves() ? ActionResult.State.FAILED : ActionResult.State.NEEDS_CONFIRMATION,
        found.message());
  }

  private void takeInventory() {
    Optional<String> objection;
    do {
      freeze.inventory =
          Workflow.newActivityStub(
                  InventoryActivities.class, Profiles.light("inventory of the frozen source"))
              .takeFrozenInventory(context.run());
      objection = RunContext.blocking(freeze.inventory.findings());
      objection.ifPresent(
          reason ->
              holds.decide(
                  Verdict.Hold.retrying(reason, "takes the inventory of the frozen source again")));
    } while (objection.isPresent());
    collections.list(freeze.inventory);
  }

  /** Right before the switch: a freeze a person vouches for is held against the proof once more. */
  void proveBeforeSwitch() {
    take(
        Traffic.looks("prove once more that the source is frozen")
            .proveFrozen(context.run(), before()));
  }

  /** Holds the run as long as writes are taken that must be refused. */
  void holdWhileBroken() {
    while (freeze.standing == Standing.BROKEN) {
      Verdict verdict = context.board().judgement().verdict();
      if (!(verdict instanceof Verdict.Hold hold)) {
        return;
      }
      HoldDecision ignored = holds.decide(hold);
      stand(Standing.ORDERED, "ordered again, not proven yet");
      found = null;
      traffic.freezeAgain(this::proof);
      prove();
      holds.became(
          freeze.standing == Standing.PROVEN
              ? "frozen again, proven"
              : "frozen again, as a person vouches for");
      if (context.state().snapshot.summary != null) {
        recheck.readNow();
      }
    }
  }

  /** Whether writes are taken that must be refused. */
  boolean broken() {
    return freeze.standing == Standing.BROKEN;
  }

  /** Looks at the freeze each minute until the switch, beside whatever the run does. */
  void watch() {
    if (context.state().cutover.attempted) {
      return;
    }
    watching = Workflow.newCancellationScope(() -> Async.procedure(this::look));
    watching.run();
  }

  /** Ends the watch. */
  void stopWatching() {
    if (watching != null) {
      watching.cancel("the freeze is not looked at any more");
    }
  }

  private void look() {
    Workflow.await(this::stands);
    while (!context.state().cutover.attempted && freeze.until == null) {
      Workflow.newTimer(
              LOOK_EVERY, TimerOptions.newBuilder().setSummary("next look at the freeze").build())
          .get();
      Workflow.await(this::stands);
      if (context.state().cutover.attempted || freeze.until != null) {
        return;
      }
      take(glance());
      context.board().publish();
    }
  }

  /** Whether there is a freeze to be looked at: not while one is being ordered, or was broken. */
  private boolean stands() {
    return freeze.standing == Standing.PROVEN
        || freeze.standing == Standing.VOUCHED
        || freeze.standing == Standing.UNKNOWN;
  }

  private FreezeProof glance() {
    try {
      return Workflow.newActivityStub(
              TrafficActivities.class, Profiles.glance("look at the freeze"))
          .lookAtFreeze(context.run(), before());
    } catch (ActivityFailure failure) {
      return new FreezeProof(FreezeProof.State.SILENT, StepFailure.of(failure).reason());
    }
  }

  private void take(FreezeProof proof) {
    freeze.lookedAt = Timeline.now();
    freeze.counted = proof.counted();
    // A person vouched for a source of which the same was seen.
    boolean vouched = freeze.standing == Standing.VOUCHED && freeze.vouchedAgainst == proof.state();
    switch (proof.state()) {
      case REFUSED -> {
        if (freeze.standing != Standing.BROKEN) {
          stand(Standing.PROVEN, proof.message());
        }
      }
      case SILENT, UNCLEAR -> {
        if (freeze.standing == Standing.PROVEN) {
          stand(Standing.UNKNOWN, proof.message());
        }
      }
      case ACCEPTED, CHECK_DENIES -> {
        if (!vouched) {
          breaks(proof.message());
        }
      }
    }
  }

  private void breaks(String message) {
    if (freeze.standing == Standing.BROKEN) {
      return;
    }
    stand(Standing.BROKEN, message);
    context.journal().deviation("The freeze is broken: " + message);
    context
        .notifier()
        .tell(
            context.notice(
                "the freeze is broken",
                message + " The run holds as soon as what it does now is done.",
                Role.OPERATIONS_LEAD,
                Role.DBA,
                Role.TECHNICIAN,
                Role.ON_CALL));
  }

  /** Writes are taken again: by the target after the switch, or by the source after the thaw. */
  void ends() {
    if (freeze.since != null && freeze.until == null) {
      freeze.until = Timeline.now();
    }
    stopWatching();
  }

  private void stand(Standing standing, String message) {
    freeze.message = message;
    if (freeze.standing == standing) {
      return;
    }
    freeze.standing = standing;
    freeze.standingSince = Timeline.now();
    freeze.provenSince = standing == Standing.PROVEN ? Timeline.now() : null;
  }

  private FreezeProof before() {
    return context.state().preparation.health.writes();
  }
}
