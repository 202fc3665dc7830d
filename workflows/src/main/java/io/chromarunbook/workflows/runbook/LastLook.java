package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.DryRunSummary;
import io.temporal.workflow.CancellationScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Right before the switch: the freeze is proven once more, and both servers are compared again,
 * because hours may have passed since Step 4. What is not as it was approved holds the run, and
 * opens the gate again when it is mended.
 */
final class LastLook {

  /** Half of what Step 7a is planned to take. */
  private static final Duration ALLOWED = Duration.ofMinutes(3);

  private static final double SMALLEST_SHARE = 0.01;

  private final RunContext context;
  private final MigrationState state;
  private final Freeze freeze;
  private final SourceRecheck recheck;
  private final Validation validation;
  private final Gates gates;

  LastLook(
      RunContext context,
      Freeze freeze,
      SourceRecheck recheck,
      Validation validation,
      Gates gates) {
    this.context = context;
    this.state = context.state();
    this.freeze = freeze;
    this.recheck = recheck;
    this.validation = validation;
    this.gates = gates;
  }

  /** Whether both servers are still what people approved; where not, the gate is open again. */
  boolean confirms() {
    if (state.cutover.attempted) {
      return true;
    }
    context.timeline().enter(Step.CUTOVER, RunState.CUTTING_OVER);
    context.board().publish();
    int holdsBefore = state.hold.number;
    boolean heldBefore = state.hold.verdict != null;
    if (state.cutover.approved == null) {
      state.cutover.approved = state.validation.summary.findings().totals();
    }
    freeze.proveBeforeSwitch();
    freeze.holdWhileBroken();
    recheck.readNow();
    validation.compareTargetAgain(share(state));
    validation.holdWhileSomethingObjects();
    CancellationScope.throwCanceled();
    if (!heldBefore
        && state.hold.number == holdsBefore
        && context.board().judgement().verdict() instanceof Verdict.Go) {
      return true;
    }
    askAgain();
    return false;
  }

  /** What was approved is not what is there now, although it was mended. */
  private void askAgain() {
    state.cutover.approved = null;
    context.timeline().setAside();
    context.timeline().reopen(Step.GO_NO_GO);
    gates.reopen(GateId.GO_NO_GO);
    context.endings().decide(null);
    context.journal().deviation("What was approved has changed; the gate is asked again.");
  }

  /** What is worse at the target than it was when people approved. */
  static Optional<String> change(MigrationState state) {
    Totals before = state.cutover.approved;
    if (before == null || state.cutover.attempted) {
      return Optional.empty();
    }
    Totals now = state.validation.summary.findings().totals();
    List<String> worse = new ArrayList<>();
    more(worse, "different", before.different(), now.different());
    more(worse, "missing", before.missing(), now.missing());
    more(worse, "added", before.added(), now.added());
    return worse.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", worse));
  }

  private static void more(List<String> worse, String what, long before, long now) {
    if (now > before) {
      worse.add(String.format(Locale.ROOT, "%,d records %s (%,d before)", now, what, before));
    }
  }

  /** The share of records whose content can be compared once more in the time allowed. */
  static double share(MigrationState state) {
    Duration whole = state.validation.targetTook;
    if (whole == null || whole.compareTo(ALLOWED) <= 0) {
      return 1;
    }
    double share = Math.floor(100.0 * ALLOWED.toMillis() / whole.toMillis()) / 100;
    return Math.max(SMALLEST_SHARE, share);
  }

  /** How long it will take, as far as is known; nothing before anything is. */
  static Duration forecast(MigrationState state) {
    return source(state).plus(target(state));
  }

  private static Duration source(MigrationState state) {
    if (state.validation.sourceTook != null) {
      return state.validation.sourceTook;
    }
    DryRunSummary dryRun = state.preparation.dryRun;
    if (dryRun == null || dryRun.readPerSecond() <= 0 || state.freeze.inventory == null) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(
        (long) Math.ceil(state.freeze.inventory.records() / dryRun.readPerSecond()));
  }

  private static Duration target(MigrationState state) {
    Duration whole = state.validation.targetTook;
    if (whole == null) {
      DryRunSummary dryRun = state.preparation.dryRun;
      whole =
          dryRun == null
              ? Duration.ZERO
              : dryRun.forecast().getOrDefault(Step.VALIDATION.id(), Duration.ZERO);
    }
    return whole.compareTo(ALLOWED) < 0 ? whole : ALLOWED;
  }
}
