package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.status.StepLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run taught, a sentence each, said by rule from what is on record. */
final class Lessons {

  private static final double LATE = 1.05;
  private static final double NARROW = 0.5;

  private Lessons() {}

  static List<String> of(
      MigrationStatus status, List<ImportLine> imports, QuarantineLines quarantine) {
    List<String> lessons = new ArrayList<>();
    status.steps().forEach(step -> late(step, lessons));
    freeze(status, lessons);
    status.holds().forEach(hold -> lessons.add(held(hold)));
    quarantine(quarantine, lessons);
    imports.stream()
        .reduce(ImportLine::plus)
        .filter(all -> all.seconds() > 0)
        .ifPresent(
            all ->
                lessons.add(
                    "The target took %s a second; more records take longer at that rate."
                        .formatted(Wording.records(Math.round(all.perSecond())))));
    return lessons;
  }

  private static void late(StepLine step, List<String> lessons) {
    double taken = step.workSeconds() + step.waitSeconds();
    if (step.id() == Step.MONITORING
        || step.plannedSeconds() == 0
        || taken <= LATE * step.plannedSeconds()) {
      return;
    }
    lessons.add(
        step.waitSeconds() > step.workSeconds()
            ? "Step %s waited %s for people of %s planned: tell them earlier when they are needed."
                .formatted(
                    Wording.step(step.id()),
                    Wording.span(step.waitSeconds()),
                    Wording.span(step.plannedSeconds()))
            : "Step %s worked %s of %s planned: plan it longer."
                .formatted(
                    Wording.step(step.id()),
                    Wording.span(step.workSeconds()),
                    Wording.span(step.plannedSeconds())));
  }

  private static void freeze(MigrationStatus status, List<String> lessons) {
    if (status.freeze() == null
        || status.freeze().since() == null
        || status.freeze().budgetSeconds() <= 0) {
      return;
    }
    double share = status.freeze().frozenSeconds() / status.freeze().budgetSeconds();
    if (share > NARROW) {
      lessons.add(
          "The freeze took %s of its budget: raise timeline.maxFreeze, or make what it waited for shorter."
              .formatted(Wording.percent(share)));
    }
  }

  private static String held(HoldLine hold) {
    return "Step %s was held (%s)%s. Look for its cause before the next run."
        .formatted(
            Wording.step(hold.step()),
            hold.reason(),
            hold.choice() == null
                ? ""
                : "; "
                    + hold.choice().label()
                    + " by "
                    + Wording.present(hold.by())
                    + " was the answer");
  }

  private static void quarantine(QuarantineLines quarantine, List<String> lessons) {
    Map<String, Long> reasons = new TreeMap<>();
    quarantine.first().forEach(line -> reasons.merge(line.reason(), 1L, Long::sum));
    reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(1)
        .forEach(
            reason ->
                lessons.add(
                    "%s went to quarantine, most of the first ones for this reason: %s Mend such records at the source first."
                        .formatted(Wording.records(quarantine.count()), ended(reason.getKey()))));
  }

  private static String ended(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }
}
