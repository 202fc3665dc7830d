package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.copy.CopyNews;
import io.chromarunbook.workflows.copy.CopyOutcome;
import io.chromarunbook.workflows.copy.CopyRequest;
import io.chromarunbook.workflows.copy.CopyWorkflow;
import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Judgement;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.SnapshotPlan;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.CollectionTotals;
import io.chromarunbook.workflows.steps.CollectionWork;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.ImportActivities;
import io.chromarunbook.workflows.steps.InventoryActivities;
import io.chromarunbook.workflows.steps.MendingActivities;
import io.chromarunbook.workflows.steps.Position;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.Progress;
import io.chromarunbook.workflows.steps.RestoreActivities;
import io.chromarunbook.workflows.steps.SnapshotActivities;
import io.chromarunbook.workflows.steps.SnapshotSummary;
import io.chromarunbook.workflows.steps.StepFailure;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.chromarunbook.workflows.steps.ValidationActivities;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The maintenance window up to the evidence: steps 1 to 5. */
final class Window {

  private final Scene scene;
  private final Ledger ledger;
  private final Traffic traffic;
  private final SecondReading sourceAgain;
  private final String replaces;
  private boolean copying;

  Window(Scene scene, Traffic traffic, SecondReading sourceAgain, String replaces) {
    this.scene = scene;
    this.ledger = scene.ledger();
    this.traffic = traffic;
    this.sourceAgain = sourceAgain;
    this.replaces = replaces;
  }

  /** Step 1. */
  void freezeSource() {
    scene.step(
        Step.READ_ONLY,
        () -> {
          if (!ledger.freezeAttempted) {
            // A pause may have lasted.
            scene.requireInTime();
            ledger.breakGlass =
                Workflow.newActivityStub(
                        TrafficActivities.class, Profiles.light("write BREAK-GLASS.sh"))
                    .writeBreakGlass(scene.run());
          }
          traffic.freeze();
          takeFrozenInventory();
          return "%,d records stand still".formatted(ledger.frozenInventory.records());
        });
  }

  /** Step 2. */
  void takeSnapshot() {
    scene.step(
        Step.SNAPSHOT,
        () -> {
          scene.slices(
              from ->
                  snapshots("export, from " + Checklist.text(from))
                      .exportRecords(scene.run(), from));
          ledger.snapshot = snapshots("write the manifest").seal(scene.run());
          scene.slices(
              from ->
                  snapshots("read the snapshot again, from " + Checklist.text(from))
                      .verifySnapshot(scene.run(), from));
          rehearseRestore();
          return snapshotTaken();
        });
  }

  /** A snapshot that cannot be restored ends the run while nothing has been changed. */
  private void rehearseRestore() {
    if (scene.plan().snapshot().rehearsal() == SnapshotPlan.Rehearsal.NONE
        || Workflow.getVersion("restore-rehearsal", Workflow.DEFAULT_VERSION, 1)
            == Workflow.DEFAULT_VERSION) {
      return;
    }
    ledger.rehearsalAttempted = true;
    scene.slices(
        from ->
            restores("restore into scratch collections, from " + Checklist.text(from))
                .intoScratch(scene.run(), from));
    ledger.rehearsal = restores("sum up the rehearsal").sumUp(scene.run());
  }

  private String snapshotTaken() {
    SnapshotSummary snapshot = ledger.snapshot;
    String taken =
        "%,d records in %d parts, %,d MB, read again"
            .formatted(snapshot.records(), snapshot.parts(), snapshot.bytes() / 1_000_000);
    return ledger.rehearsal == null
        ? taken
        : "%s; %,d of them restored and equal, all would take about %,d s"
            .formatted(taken, ledger.rehearsal.records(), seconds(ledger.rehearsal.recovery()));
  }

  /** Rounded up: a recovery of less than a second is none of no time. */
  private static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }

  /** Step 3. */
  void migrate() {
    scene.step(
        Step.MIGRATION,
        () -> {
          if (!ledger.importBegun) {
            ledger.importBegun = true;
            if (replaces != null) {
              imports("remove the collections of " + replaces)
                  .discardReplaced(scene.run(), replaces);
            }
          }
          if (ledger.copied == null) {
            sourceAgain.begin();
            ledger.copied = copy(List.of());
          }
          holdUntilCopied();
          return "%,d records in %,d collections"
              .formatted(ledger.frozenInventory.records(), ledger.frozenInventory.collections());
        });
  }

  /** Step 4. */
  void validate() {
    scene.step(
        Step.VALIDATION,
        () -> {
          runSuite();
          return "%,d of %,d equal"
              .formatted(
                  ledger.validation.findings().totals().equal(),
                  ledger.validation.findings().totals().snapshot());
        });
  }

  /** Step 5: goes on only when nothing speaks against GO but what people must still say. */
  void review() {
    scene.step(
        Step.REVIEW,
        () -> {
          holdWhileSomethingObjects();
          return "every criterion that machines can judge holds";
        });
  }

  /** Steps 4 and 5 by an amended plan. */
  void judgeAgain() {
    runSuite();
    holdWhileSomethingObjects();
  }

  /** Takes what the copying children tell. */
  void take(List<CopyNews> issue) {
    issue.forEach(this::take);
    scene.board().publish();
  }

  private void take(CopyNews news) {
    CollectionStatus collection = news.collection();
    if (copying) {
      // Two collections tell in turn, and the one that began earlier may be behind.
      ledger.recordsDone = Math.max(ledger.recordsDone, news.recordsDone());
      ledger.progressAt = Timeline.now();
    }
    if (ledger.copied == null && collection.state() == CollectionStatus.State.COPIED) {
      ledger.collectionsCopied++;
    }
    if (ledger.collections.containsKey(collection.name())) {
      ledger.collections.put(collection.name(), collection);
    }
    if (news.reason() != null) {
      scene
          .journal()
          .deviation("Collection %s failed: %s".formatted(collection.name(), news.reason()));
    }
  }

  /** Tells the copying children to stop or go on between parts. */
  void pauseCopying(boolean paused) {
    Async.procedure(
        () -> {
          // A message must not wait for this; and a child that is just being started is not there.
          while (copying && ledger.paused == paused) {
            try {
              Workflow.newUntypedExternalWorkflowStub(Names.copy(scene.run().migration()))
                  .signal(paused ? "pause" : "resume");
              return;
            } catch (ApplicationFailure | SignalExternalWorkflowException e) {
              Workflow.sleep(Duration.ofSeconds(1));
            }
          }
        });
  }

  private void takeFrozenInventory() {
    do {
      ledger.frozenInventory =
          Workflow.newActivityStub(
                  InventoryActivities.class, Profiles.light("inventory of the frozen source"))
              .takeFrozenInventory(scene.run());
    } while (heldBy(Scene.blocking(ledger.frozenInventory.findings())));
    Checklist.list(ledger, ledger.frozenInventory);
  }

  private boolean heldBy(Optional<String> objection) {
    if (objection.isEmpty()) {
      ledger.hold = null;
      return false;
    }
    scene.hold(objection.get(), HoldDecision.Choice.RETRY);
    return true;
  }

  private void holdUntilCopied() {
    Optional<String> problem = Optional.empty();
    while (!ledger.copied.failed().isEmpty()) {
      sourceAgain.finish();
      Optional<HoldDecision> decision =
          scene.holdOrAmend(problem.orElseGet(() -> failures(ledger.copied)), waysToCopy());
      problem = decision.flatMap(this::copyFailed);
    }
  }

  /** Copies failed collections again; says why it could not be tried. */
  private Optional<String> copyFailed(HoldDecision decision) {
    if (decision.choice() == HoldDecision.Choice.REPLAY) {
      Optional<String> problem = replay(decision.collection());
      if (problem.isPresent()) {
        return problem;
      }
    }
    List<String> failed =
        ledger.copied.failed().stream().map(CopyOutcome.FailedCollection::collection).toList();
    List<String> again = decision.collection() == null ? failed : List.of(decision.collection());
    ledger.copied = ledger.copied.retried(again, copy(again));
    return Optional.empty();
  }

  /** Nothing is to be had from the quarantine before the plan has changed. */
  private List<HoldDecision.Choice> waysToCopy() {
    boolean somethingInQuarantine =
        ledger.copied.failed().stream()
                .anyMatch(failed -> failed.kind() == FailureKind.QUARANTINE_FULL)
            || ledger.collections.values().stream().anyMatch(line -> line.quarantined() > 0);
    return ledger.amendments > 0 && somethingInQuarantine
        ? List.of(HoldDecision.Choice.RETRY, HoldDecision.Choice.REPLAY)
        : List.of(HoldDecision.Choice.RETRY);
  }

  private void holdWhileSomethingObjects() {
    Optional<String> objection = objection();
    while (objection.isPresent()) {
      Optional<HoldDecision> decision = scene.holdOrAmend(objection.get(), waysToMend());
      if (decision.isEmpty()) {
        runSuite();
        objection = objection();
      } else {
        objection = mend(decision.get()).or(this::objection);
      }
    }
  }

  private List<HoldDecision.Choice> waysToMend() {
    Totals totals = ledger.validation.findings().totals();
    List<HoldDecision.Choice> ways = new ArrayList<>();
    ways.add(HoldDecision.Choice.RETRY);
    if (totals.different() > 0 || totals.missing() > 0) {
      ways.add(HoldDecision.Choice.REPAIR);
    }
    if (totals.quarantined() > 0) {
      ways.add(HoldDecision.Choice.REPLAY);
    }
    return ways;
  }

  /** Does what was decided and validates what it changed; says why it could not be done. */
  private Optional<String> mend(HoldDecision decision) {
    if (decision.choice() == HoldDecision.Choice.RETRY) {
      copyAgain(decision.collection());
      runSuite();
      return Optional.empty();
    }
    Optional<String> problem =
        decision.choice() == HoldDecision.Choice.REPAIR
            ? repair(decision.collection())
            : replay(decision.collection());
    if (problem.isEmpty()) {
      // The parts that were mended have been compared again; the source and the other parts stand.
      searchBoth();
      conclude();
    }
    return problem;
  }

  private Optional<String> repair(String collection) {
    return mended(
        "repair",
        from ->
            mending("repair, from " + Checklist.text(from)).repair(scene.run(), collection, from));
  }

  private Optional<String> replay(String collection) {
    return mended(
        "replay",
        from ->
            mending("replay, from " + Checklist.text(from)).replay(scene.run(), collection, from));
  }

  /** What stops mending is for people to decide on, unless nothing can be done about it. */
  private Optional<String> mended(String what, Function<Position, Progress> slice) {
    try {
      scene.slices(slice);
      return Optional.empty();
    } catch (ActivityFailure failure) {
      StepFailure why = StepFailure.of(failure);
      return switch (why.kind()) {
        case QUARANTINE_FULL, REFUSED, NOT_OWNER, CORRUPT_DATA ->
            Optional.of("The " + what + " stopped: " + why.reason());
        default -> throw failure;
      };
    }
  }

  private CopyOutcome copy(List<String> only) {
    scene.beginProgress(0);
    ledger.recordsTotal = ledger.frozenInventory.records();
    CopyOutcome outcome = runChild(only);
    for (CopyOutcome.FailedCollection failed : outcome.failed()) {
      if (failed.kind() == FailureKind.GAVE_UP) {
        throw scene.end(Ledger.Ending.Kind.NETWORK, failed.reason());
      }
      if (failed.kind() == FailureKind.FENCED) {
        throw scene.end(failed.reason());
      }
    }
    return outcome;
  }

  private CopyOutcome runChild(List<String> only) {
    CopyWorkflow child =
        Workflow.newChildWorkflowStub(
            CopyWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(Names.copy(scene.run().migration()))
                .setStaticSummary(copySummary(only))
                .build());
    copying = true;
    try {
      return child.copy(
          new CopyRequest(
              scene.run(),
              scene.plan().importing().inFlight(),
              scene.plan().importing().ahead(),
              only,
              ledger.paused,
              CopyOutcome.NONE));
    } finally {
      copying = false;
    }
  }

  private static String copySummary(List<String> only) {
    return switch (only.size()) {
      case 0 -> "copy all collections";
      case 1 -> "copy again: " + only.get(0);
      default -> "copy %d collections again".formatted(only.size());
    };
  }

  private void copyAgain(String collection) {
    List<CollectionWork> again =
        differing().stream()
            .filter(work -> collection == null || work.source().equals(collection))
            .toList();
    for (CollectionWork work : again) {
      imports("remove " + work.target() + " to copy it again").discardCollection(scene.run(), work);
    }
    if (!again.isEmpty()) {
      ledger.copied = copy(again.stream().map(CollectionWork::source).toList());
      holdUntilCopied();
    }
  }

  /** The collections in which validation found a difference. */
  private List<CollectionWork> differing() {
    List<String> names =
        ledger.validation.targets().stream()
            .filter(line -> line.totals().unexplained() > 0)
            .map(CollectionTotals::collection)
            .toList();
    List<CollectionWork> differing = new ArrayList<>();
    int from = 0;
    while (from < ledger.frozenInventory.collections()) {
      List<CollectionWork> page =
          imports("list collections, from number " + (from + 1) + " on")
              .collections(scene.run(), from)
              .collections();
      page.stream().filter(work -> names.contains(work.source())).forEach(differing::add);
      from += page.size();
    }
    return differing;
  }

  private void runSuite() {
    if (sourceAgain.begun()) {
      sourceAgain.take();
      scene.slices(
          from ->
              validations(
                      "compare target with snapshot and search both servers, from "
                          + Checklist.text(from))
                  .compareTargetAndSearch(scene.run(), from));
    } else if (Workflow.getVersion("compare-both-sides-at-once", Workflow.DEFAULT_VERSION, 1)
        == Workflow.DEFAULT_VERSION) {
      // Earlier releases read the source when the target was done with.
      scene.slices(
          from ->
              validations("compare target with snapshot, from " + Checklist.text(from))
                  .compareTarget(scene.run(), from));
      searchBoth();
      sourceAgain.readNow();
    } else {
      scene.slices(
          from ->
              validations("compare both servers with snapshot, from " + Checklist.text(from))
                  .compareBoth(scene.run(), from));
      ledger.sourceComparedAt = Timeline.now();
      searchBoth();
    }
    conclude();
  }

  private void searchBoth() {
    scene.slices(
        from ->
            validations("semantic search on both servers, from " + Checklist.text(from))
                .searchBoth(scene.run(), from));
  }

  private void conclude() {
    ledger.validation = validations("sum up the validation").concludeValidation(scene.run());
    ledger.acceptance = traffic.acceptance();
    for (CollectionTotals line : ledger.validation.targets()) {
      ledger.collections.computeIfPresent(
          line.collection(),
          (name, status) ->
              new CollectionStatus(
                  name,
                  status.targetName(),
                  status.source(),
                  line.targetCount(),
                  line.totals().quarantined(),
                  status.state()));
    }
  }

  /** Why GO cannot be asked for; a trigger ends the run instead. */
  private Optional<String> objection() {
    Judgement judgement = scene.board().judgement();
    List<Criterion> fired = judgement.fired();
    if (!fired.isEmpty()) {
      throw scene.end("NO-GO: " + lines(fired));
    }
    List<Criterion> failed = judgement.criteria().stream().filter(Criterion::failed).toList();
    if (!failed.isEmpty()) {
      return Optional.of("A criterion does not hold: " + lines(failed));
    }
    List<CheckResult> blocking =
        ledger.validation.checks().stream()
            .filter(check -> check.severity() == CheckResult.Severity.BLOCKING)
            .filter(check -> check.result() == CheckResult.Result.FAIL)
            .toList();
    if (!blocking.isEmpty()) {
      return Optional.of(
          "A check fails: "
              + blocking.stream()
                  .map(check -> check.id() + ": " + check.observed())
                  .collect(Collectors.joining("; ")));
    }
    return Optional.ofNullable(ledger.acceptance)
        .filter(acceptance -> !acceptance.equals(Traffic.ACCEPTED))
        .map(acceptance -> "An acceptance command fails: " + acceptance);
  }

  private static String lines(List<Criterion> criteria) {
    return criteria.stream()
        .map(line -> "%s: %s, required: %s".formatted(line.id(), line.observed(), line.required()))
        .collect(Collectors.joining("; "));
  }

  private static String failures(CopyOutcome outcome) {
    return outcome.failed().size()
        + " of the collections failed: "
        + outcome.failed().stream()
            .limit(3)
            .map(failed -> failed.collection() + ": " + failed.reason())
            .collect(Collectors.joining("; "));
  }

  private static SnapshotActivities snapshots(String summary) {
    return Workflow.newActivityStub(SnapshotActivities.class, Profiles.data(summary));
  }

  private static RestoreActivities restores(String summary) {
    return Workflow.newActivityStub(RestoreActivities.class, Profiles.data(summary));
  }

  private static ImportActivities imports(String summary) {
    return Workflow.newActivityStub(ImportActivities.class, Profiles.data(summary));
  }

  private static MendingActivities mending(String summary) {
    return Workflow.newActivityStub(MendingActivities.class, Profiles.data(summary));
  }

  private static ValidationActivities validations(String summary) {
    return Workflow.newActivityStub(ValidationActivities.class, Profiles.data(summary));
  }
}
