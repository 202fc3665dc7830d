package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.plan.CommandPlan;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.ActionResult;
import io.chromarunbook.workflows.steps.CollectionTotals;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.TrafficActivities;
import io.chromarunbook.workflows.steps.ValidationActivities;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Steps 4 and 5: what survived a restart of the target is compared, searched and judged. */
final class Validation {

  private static final Duration SERVED_RESTARTS_IN = Duration.ofMinutes(2);

  private final RunContext context;
  private final MigrationState.Validating validation;
  private final Traffic traffic;
  private final SourceRecheck recheck;
  private final Copy copy;
  private final Mending mending;
  private final Holds holds;
  private final CollectionLines collections;

  Validation(
      RunContext context,
      Traffic traffic,
      SourceRecheck recheck,
      Copy copy,
      Mending mending,
      Holds holds,
      CollectionLines collections) {
    this.context = context;
    this.validation = context.state().validation;
    this.traffic = traffic;
    this.recheck = recheck;
    this.copy = copy;
    this.mending = mending;
    this.holds = holds;
    this.collections = collections;
  }

  /** Step 4. */
  void validate() {
    context.step(
        Step.VALIDATION,
        () -> {
          restartTarget();
          runSuite();
          return "%,d of %,d equal".formatted(totals().equal(), totals().snapshot());
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

  /** Steps 4 and 5 once more, by an amended plan. */
  void judgeAgain() {
    runSuite();
    holdWhileSomethingObjects();
  }

  /** What the target serves only from its memory is not there after a restart. */
  private void restartTarget() {
    if (!context.plan().target().restarts() || validation.restart != null) {
      return;
    }
    CommandPlan command = context.plan().target().restart();
    Duration limit = command == null ? SERVED_RESTARTS_IN : command.timeout();
    ActionResult result =
        Workflow.newActivityStub(
                TrafficActivities.class, Profiles.command(limit, "restart the target"))
            .restartTarget(context.run());
    if (result.state() == ActionResult.State.FAILED) {
      throw context.endings().end("The target did not come back: " + result.message());
    }
    if (!result.succeeded()) {
      context.journal().deviation("The restart of the target is not proven: " + result.message());
    }
    validation.restart = result;
  }

  /** Goes on when nothing objects any more. */
  void holdWhileSomethingObjects() {
    Optional<String> problem = Optional.empty();
    while (true) {
      Verdict verdict = context.board().judgement().verdict();
      if (verdict instanceof Verdict.NoGo none) {
        throw context.endings().end(none.reason());
      }
      if (!(verdict instanceof Verdict.Hold hold)) {
        return;
      }
      Verdict.Hold asked =
          problem.map(text -> new Verdict.Hold(text, hold.remedies())).orElse(hold);
      problem = mend(holds.decideOrAmend(asked));
    }
  }

  /** Does what was decided and validates what it changed; says why it could not be done. */
  private Optional<String> mend(Optional<HoldDecision> decided) {
    Totals before = totals();
    Optional<String> problem = decided.isEmpty() ? validatedAgain() : mended(decided.get());
    holds.became(
        problem.orElseGet(
            () ->
                "%,d of %,d equal afterwards, %,d before"
                    .formatted(totals().equal(), totals().snapshot(), before.equal())));
    return problem;
  }

  private Optional<String> validatedAgain() {
    runSuite();
    return Optional.empty();
  }

  private Optional<String> mended(HoldDecision decision) {
    if (decision.choice() == Choice.RETRY) {
      copy.again(differing(decision.collection()));
      return validatedAgain();
    }
    Optional<String> problem =
        decision.choice() == Choice.REPAIR
            ? mending.repair(decision.collection())
            : mending.replay(decision.collection());
    if (problem.isEmpty()) {
      // The parts that were mended have been compared again; the source and the other parts stand.
      searchBoth();
      conclude();
    }
    return problem;
  }

  /** The collections in which validation found a difference, or one of them. */
  private List<String> differing(String only) {
    return validation.summary.targets().stream()
        .filter(line -> line.totals().unexplained() > 0)
        .map(CollectionTotals::collection)
        .filter(name -> only == null || name.equals(only))
        .toList();
  }

  private void runSuite() {
    Instant begun = Timeline.now();
    if (recheck.begun()) {
      recheck.take();
      begun = Timeline.now();
      context.slices(
          from ->
              activities(
                      "compare target with snapshot and search both servers, from "
                          + RunContext.text(from))
                  .compareTargetAndSearch(context.run(), from));
    } else {
      context.slices(
          from ->
              activities("compare both servers with snapshot, from " + RunContext.text(from))
                  .compareBoth(context.run(), from));
      recheck.compared();
      searchBoth();
    }
    validation.targetTook = Duration.between(begun, Timeline.now());
    conclude();
  }

  private void searchBoth() {
    context.slices(
        from ->
            activities("semantic search on both servers, from " + RunContext.text(from))
                .searchBoth(context.run(), from));
  }

  /**
   * Compares the target once more, and sums up what is known then.
   *
   * @param share of the records whose content is compared
   */
  void compareTargetAgain(double share) {
    context.slices(
        from ->
            activities("compare the target once more, from " + RunContext.text(from))
                .compareTargetAgain(context.run(), share, from));
    sumUp();
  }

  private void conclude() {
    sumUp();
    validation.acceptance = traffic.failingAcceptance();
  }

  private void sumUp() {
    validation.summary = activities("sum up the validation").concludeValidation(context.run());
    validation.targetComparedAt = Timeline.now();
    collections.validated(validation.summary.targets());
  }

  private Totals totals() {
    return validation.summary.findings().totals();
  }

  private static ValidationActivities activities(String summary) {
    return Workflow.newActivityStub(ValidationActivities.class, Profiles.data(summary));
  }
}
