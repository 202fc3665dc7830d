package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.status.Event;
import io.chromarunbook.workflows.status.FreezeLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import io.chromarunbook.workflows.steps.Finding;
import java.util.ArrayList;
import java.util.List;

/** Finds everything in a run that a reader of its report must not overlook. */
final class Deviations {

  /** A step is late when it took this much of its planned time; the rest is rounding. */
  private static final double LATE = 1.05;

  private Deviations() {}

  static List<Deviation> of(
      MigrationStatus status, List<CheckResult> checks, List<Finding> findings) {
    List<Deviation> found = new ArrayList<>();
    recorded(status, found);
    status.steps().forEach(step -> times(step, found));
    freeze(status, found);
    records(status, found);
    checks.stream()
        .filter(check -> check.severity() == CheckResult.Severity.WARNING)
        .filter(check -> check.result() == CheckResult.Result.FAIL)
        .map(
            check ->
                warning(
                    "The check %s warns: required is %s, observed was %s."
                        .formatted(check.id(), check.required(), check.observed())))
        .forEach(found::add);
    findings.stream()
        .filter(finding -> finding.weight() != Finding.Weight.NOTE)
        .map(finding -> warning(finding.message()))
        .forEach(found::add);
    return found;
  }

  private static Deviation warning(String text) {
    return new Deviation("warning", null, text);
  }

  private static void recorded(MigrationStatus status, List<Deviation> found) {
    for (Event event : status.events()) {
      if (event.kind().equals("deviation") || event.kind().equals(Event.OUTAGE)) {
        found.add(new Deviation(event.kind(), event.at(), event.text()));
      }
    }
  }

  private static void times(StepLine step, List<Deviation> found) {
    double runbook = step.id().planned().toSeconds();
    if (runbook > 0 && Math.abs(step.plannedSeconds() - runbook) > 0.5) {
      found.add(
          new Deviation(
              "plan",
              null,
              "The plan gives step %s %s; the runbook gives it %s."
                  .formatted(
                      Wording.step(step.id()),
                      Wording.span(step.plannedSeconds()),
                      Wording.span(runbook))));
    }
    double taken = step.workSeconds() + step.waitSeconds();
    // Monitoring lasts as long as planned, whatever it finds.
    if (step.id() != Step.MONITORING
        && step.plannedSeconds() > 0
        && taken > LATE * step.plannedSeconds()) {
      found.add(
          new Deviation(
              "time",
              step.startedAt(),
              "Step %s took %s (work %s, wait %s); planned were %s."
                  .formatted(
                      Wording.step(step.id()),
                      Wording.span(taken),
                      Wording.span(step.workSeconds()),
                      Wording.span(step.waitSeconds()),
                      Wording.span(step.plannedSeconds()))));
    }
  }

  private static void freeze(MigrationStatus status, List<Deviation> found) {
    if (status.freeze() == null || status.freeze().since() == null) {
      return;
    }
    if (!status.freeze().proven()) {
      found.add(new Deviation("freeze", status.freeze().since(), unproven(status.freeze())));
    }
    if (status.freeze().frozenSeconds() > status.freeze().budgetSeconds()) {
      found.add(
          new Deviation(
              "freeze",
              status.freeze().since(),
              "The source refused writes for %s; the budget was %s."
                  .formatted(
                      Wording.span(status.freeze().frozenSeconds()),
                      Wording.span(status.freeze().budgetSeconds()))));
    }
  }

  private static String unproven(FreezeLine freeze) {
    String message = Wording.present(freeze.message());
    return switch (freeze.standing()) {
      case VOUCHED ->
          "That the source refused writes was not proven, a person vouched for it: " + message;
      case BROKEN -> "The freeze was broken: " + message;
      default -> "Nothing proved that the source refused writes: " + message;
    };
  }

  private static void records(MigrationStatus status, List<Deviation> found) {
    if (status.totals() == null) {
      return;
    }
    if (status.totals().quarantined() > 0) {
      found.add(
          new Deviation(
              "quarantine",
              null,
              "%s could not be migrated and lie in quarantine."
                  .formatted(Wording.records(status.totals().quarantined()))));
    }
    if (status.totals().byTolerance() > 0) {
      found.add(
          new Deviation(
              "tolerance",
              null,
              "%s counted as equal only within the tolerance for floating-point numbers."
                  .formatted(Wording.records(status.totals().byTolerance()))));
    }
  }
}
