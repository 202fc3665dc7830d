package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.Names;
import io.chromarunbook.workflows.copy.CopyOutcome;
import io.chromarunbook.workflows.copy.CopyProgress;
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

  private final RunContext context;
  private final MigrationState state;
  private final Traffic traffic;
  private final SourceRecheck sourceRecheck;
  private final String replaces;
  private boolean copying;

  Window(RunContext context, Traffic traffic, SourceRecheck sourceRecheck, String replaces) {
    this.context = context;
    this.state = context.state();
    this.traffic = traffic;
    this.sourceRecheck = sourceRecheck;
    this.replaces = replaces;
  }

  /** Step 1. */
  void freezeSource() {
    context.step(
        Step.READ_ONLY,
        () -> {
          if (!state.freezeAttempted) {
            // A pause may have lasted.
            context.requireInTime();
            state.breakGlass =
                Workflow.newActivityStub(
                        TrafficActivities.class, Profiles.light("write BREAK-GLASS.sh"))
                    .writeBreakGlass(context.run());
          }
          traffic.freeze();
          takeFrozenInventory();
          return "%,d records stand still".formatted(state.frozenInventory.records());
        });
  }

  /** Step 2. */
  void takeSnapshot() {
    context.step(
        Step.SNAPSHOT,
        () -> {
          context.slices(
              from ->
                  snapshots("export, from " + PreMigration.text(from))
                      .exportRecords(context.run(), from));
          state.snapshot = snapshots("write the manifest").seal(context.run());
          context.slices(
              from ->
                  snapshots("read the snapshot again, from " + PreMigration.text(from))
                      .verifySnapshot(context.run(), from));
          rehearseRestore();
          return snapshotTaken();
        });
  }

  /** A snapshot that cannot be restored ends the run while nothing has been changed. */
  private void rehearseRestore() {
    if (context.plan().snapshot().rehearsal() == SnapshotPlan.Rehearsal.NONE
        || Workflow.getVersion("restore-rehearsal", Workflow.DEFAULT_VERSION, 1)
            == Workflow.DEFAULT_VERSION) {
      return;
    }
    state.rehearsalAttempted = true;
    context.slices(
        from ->
            restores("restore into scratch collections, from " + PreMigration.text(from))
                .intoScratch(context.run(), from));
    state.rehearsal = restores("sum up the rehearsal").sumUp(context.run());
  }

  private String snapshotTaken() {
    SnapshotSummary snapshot = state.snapshot;
    String taken =
        "%,d records in %d parts, %,d MB, read again"
            .formatted(snapshot.records(), snapshot.parts(), snapshot.bytes() / 1_000_000);
    return state.rehearsal == null
        ? taken
        : "%s; %,d of them restored and equal, all would take about %,d s"
            .formatted(taken, state.rehearsal.records(), seconds(state.rehearsal.recovery()));
  }

  /** Rounded up: a recovery of less than a second is none of no time. */
  private static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }

  /** Step 3. */
  void migrate() {
    context.step(
        Step.MIGRATION,
        () -> {
          if (!state.importBegun) {
            state.importBegun = true;
            if (replaces != null) {
              imports("remove the collections of " + replaces)
                  .discardReplaced(context.run(), replaces);
            }
          }
          if (state.copied == null) {
            sourceRecheck.begin();
            state.copied = copy(List.of());
          }
          holdUntilCopied();
          return "%,d records in %,d collections"
              .formatted(state.frozenInventory.records(), state.frozenInventory.collections());
        });
  }

  /** Step 4. */
  void validate() {
    context.step(
        Step.VALIDATION,
        () -> {
          runSuite();
          return "%,d of %,d equal"
              .formatted(
                  state.validation.findings().totals().equal(),
                  state.validation.findings().totals().snapshot());
        });
  }

  /** Step 5: goes on only when nothing speaks against GO but what people must still say. */
  void review() {
    context.step(
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
  void take(List<CopyProgress> issue) {
    issue.forEach(this::take);
    context.board().publish();
  }

  private void take(CopyProgress news) {
    CollectionStatus collection = news.collection();
    if (copying) {
      // Two collections tell in turn, and the one that began earlier may be behind.
      state.recordsDone = Math.max(state.recordsDone, news.recordsDone());
      state.progressAt = Timeline.now();
    }
    if (state.copied == null && collection.state() == CollectionStatus.State.COPIED) {
      state.collectionsCopied++;
    }
    if (state.collections.containsKey(collection.name())) {
      state.collections.put(collection.name(), collection);
    }
    if (news.reason() != null) {
      context
          .journal()
          .deviation("Collection %s failed: %s".formatted(collection.name(), news.reason()));
    }
  }

  /** Tells the copying children to stop or go on between parts. */
  void pauseCopying(boolean paused) {
    Async.procedure(
        () -> {
          // A message must not wait for this; and a child that is just being started is not there.
          while (copying && state.paused == paused) {
            try {
              Workflow.newUntypedExternalWorkflowStub(Names.copy(context.run().migration()))
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
      state.frozenInventory =
          Workflow.newActivityStub(
                  InventoryActivities.class, Profiles.light("inventory of the frozen source"))
              .takeFrozenInventory(context.run());
    } while (heldBy(RunContext.blocking(state.frozenInventory.findings())));
    PreMigration.list(state, state.frozenInventory);
  }

  private boolean heldBy(Optional<String> objection) {
    if (objection.isEmpty()) {
      state.hold = null;
      return false;
    }
    context.hold(objection.get(), HoldDecision.Choice.RETRY);
    return true;
  }

  private void holdUntilCopied() {
    Optional<String> problem = Optional.empty();
    while (!state.copied.failed().isEmpty()) {
      sourceRecheck.finish();
      Optional<HoldDecision> decision =
          context.holdOrAmend(problem.orElseGet(() -> failures(state.copied)), waysToCopy());
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
        state.copied.failed().stream().map(CopyOutcome.FailedCollection::collection).toList();
    List<String> again = decision.collection() == null ? failed : List.of(decision.collection());
    state.copied = state.copied.retried(again, copy(again));
    return Optional.empty();
  }

  /** Nothing is to be had from the quarantine before the plan has changed. */
  private List<HoldDecision.Choice> waysToCopy() {
    boolean somethingInQuarantine =
        state.copied.failed().stream()
                .anyMatch(failed -> failed.kind() == FailureKind.QUARANTINE_FULL)
            || state.collections.values().stream().anyMatch(line -> line.quarantined() > 0);
    return state.amendments > 0 && somethingInQuarantine
        ? List.of(HoldDecision.Choice.RETRY, HoldDecision.Choice.REPLAY)
        : List.of(HoldDecision.Choice.RETRY);
  }

  private void holdWhileSomethingObjects() {
    Optional<String> objection = objection();
    while (objection.isPresent()) {
      Optional<HoldDecision> decision = context.holdOrAmend(objection.get(), waysToMend());
      if (decision.isEmpty()) {
        runSuite();
        objection = objection();
      } else {
        objection = mend(decision.get()).or(this::objection);
      }
    }
  }

  private List<HoldDecision.Choice> waysToMend() {
    Totals totals = state.validation.findings().totals();
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
            mending("repair, from " + PreMigration.text(from))
                .repair(context.run(), collection, from));
  }

  private Optional<String> replay(String collection) {
    return mended(
        "replay",
        from ->
            mending("replay, from " + PreMigration.text(from))
                .replay(context.run(), collection, from));
  }

  /** What stops mending is for people to decide on, unless nothing can be done about it. */
  private Optional<String> mended(String what, Function<Position, Progress> slice) {
    try {
      context.slices(slice);
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
    context.beginProgress(0);
    state.recordsTotal = state.frozenInventory.records();
    CopyOutcome outcome = runChild(only);
    for (CopyOutcome.FailedCollection failed : outcome.failed()) {
      if (failed.kind() == FailureKind.GAVE_UP) {
        throw context.end(MigrationState.Ending.Kind.NETWORK, failed.reason());
      }
      if (failed.kind() == FailureKind.FENCED) {
        throw context.end(failed.reason());
      }
    }
    return outcome;
  }

  private CopyOutcome runChild(List<String> only) {
    CopyWorkflow child =
        Workflow.newChildWorkflowStub(
            CopyWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(Names.copy(context.run().migration()))
                .setStaticSummary(copySummary(only))
                .build());
    copying = true;
    try {
      return child.copy(
          new CopyRequest(
              context.run(),
              context.plan().importing().inFlight(),
              context.plan().importing().ahead(),
              only,
              state.paused,
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
      imports("remove " + work.target() + " to copy it again")
          .discardCollection(context.run(), work);
    }
    if (!again.isEmpty()) {
      state.copied = copy(again.stream().map(CollectionWork::source).toList());
      holdUntilCopied();
    }
  }

  /** The collections in which validation found a difference. */
  private List<CollectionWork> differing() {
    List<String> names =
        state.validation.targets().stream()
            .filter(line -> line.totals().unexplained() > 0)
            .map(CollectionTotals::collection)
            .toList();
    List<CollectionWork> differing = new ArrayList<>();
    int from = 0;
    while (from < state.frozenInventory.collections()) {
      List<CollectionWork> page =
          imports("list collections, from number " + (from + 1) + " on")
              .collections(context.run(), from)
              .collections();
      page.stream().filter(work -> names.contains(work.source())).forEach(differing::add);
      from += page.size();
    }
    return differing;
  }

  private void runSuite() {
    if (sourceRecheck.begun()) {
      sourceRecheck.take();
      context.slices(
          from ->
              validations(
                      "compare target with snapshot and search both servers, from "
                          + PreMigration.text(from))
                  .compareTargetAndSearch(context.run(), from));
    } else if (Workflow.getVersion("compare-both-sides-at-once", Workflow.DEFAULT_VERSION, 1)
        == Workflow.DEFAULT_VERSION) {
      // Earlier releases read the source when the target was done with.
      context.slices(
          from ->
              validations("compare target with snapshot, from " + PreMigration.text(from))
                  .compareTarget(context.run(), from));
      searchBoth();
      sourceRecheck.readNow();
    } else {
      context.slices(
          from ->
              validations("compare both servers with snapshot, from " + PreMigration.text(from))
                  .compareBoth(context.run(), from));
      state.sourceComparedAt = Timeline.now();
      searchBoth();
    }
    conclude();
  }

  private void searchBoth() {
    context.slices(
        from ->
            validations("semantic search on both servers, from " + PreMigration.text(from))
                .searchBoth(context.run(), from));
  }

  private void conclude() {
    state.validation = validations("sum up the validation").concludeValidation(context.run());
    state.acceptance = traffic.acceptance();
    for (CollectionTotals line : state.validation.targets()) {
      state.collections.computeIfPresent(
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
    Judgement judgement = context.board().judgement();
    List<Criterion> fired = judgement.fired();
    if (!fired.isEmpty()) {
      throw context.end("NO-GO: " + lines(fired));
    }
    List<Criterion> failed = judgement.criteria().stream().filter(Criterion::failed).toList();
    if (!failed.isEmpty()) {
      return Optional.of("A criterion does not hold: " + lines(failed));
    }
    List<CheckResult> blocking =
        state.validation.checks().stream()
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
    return Optional.ofNullable(state.acceptance)
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
