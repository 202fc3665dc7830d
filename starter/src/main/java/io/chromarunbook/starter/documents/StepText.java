package io.chromarunbook.starter.documents;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.TrafficPlan;
import io.chromarunbook.workflows.status.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What people must know of a step: one line of the runbook each.
 *
 * @param does what is done
 * @param by who does it
 * @param shows what it must show to count as done
 * @param fails what happens, and what is to be done, when it does not
 */
record StepText(Step step, String does, By by, String shows, String fails) {

  /** Who does a step. */
  enum By {
    MACHINE("the worker"),
    PEOPLE("people"),
    TRAFFIC("the worker, by the plan's commands"),
    TIMER("nobody: a timer");

    private final String words;

    By(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Who does it by a plan: where it has no commands, people act on traffic. */
  String by(Plan plan) {
    return by == By.TRAFFIC && plan.traffic().mode() == TrafficPlan.Mode.MANUAL
        ? "people, who confirm it; the worker looks whether it is so"
        : by.words();
  }

  private static final String STOPPED =
      "The run ends as STOPPED; nothing was changed anywhere. Mend what the sentence names, then"
          + " start again with another id.";

  private static final String UNDONE = "the run ends as NO-GO and undoes what it did, by Step 7b.";

  private static final List<StepText> ALL =
      List.of(
          new StepText(
              Step.HEALTH,
              "Both servers are asked for version, API and clock, with the plan's credentials.",
              By.MACHINE,
              "Both answer, the credentials are taken, the clocks differ little, and a write probe"
                  + " is accepted at the source's front door.",
              STOPPED),
          new StepText(
              Step.INVENTORY,
              "The inventory is taken: every collection with its count, dimension, distance"
                  + " function, settings and metadata keys. The plan's backup is looked for.",
              By.MACHINE,
              "The inventory lies in the run's folder, and the backup exists, or the plan says that"
                  + " there is none.",
              STOPPED),
          new StepText(
              Step.CAPACITY,
              "Free disk is held against an estimate of the snapshot, and the target's limits and"
                  + " names are looked at. The run takes its place at both servers.",
              By.MACHINE,
              "Twice the estimate is free, and no collection at the target has a name that is"
                  + " needed; others are listed and left alone.",
              STOPPED),
          new StepText(
              Step.DRY_RUN,
              "Every record of the live source is read, transformed and checked; nothing is kept."
                  + " Only a scratch collection is written at the target, and removed.",
              By.MACHINE,
              "Records that cannot be migrated are listed, each with its reason, and are within the"
                  + " plan's budget; every later step has a forecast. Drift is reported, not fatal.",
              "What blocks is named with the line of the plan that would let it pass. Mend the plan,"
                  + " and repeat the dry-run: it spends no id."),
          new StepText(
              Step.REVIEW_DRY_RUN,
              "The dry-run's findings are judged by the same bounds as the migration itself.",
              By.MACHINE,
              "No finding blocks. Warnings are for people to read at the gate.",
              "The run ends as STOPPED, with every blocking finding in its report."),
          new StepText(
              Step.ROLES,
              "It is looked whether every role has a holder, whether notices reach people, and"
                  + " whether the forecast fits into the freeze budget.",
              By.MACHINE,
              "Every gate can be passed, a notice arrived, and the forecast is shorter than"
                  + " timeline.maxFreeze.",
              STOPPED),
          new StepText(
              Step.APPROVALS,
              "The gate pre-migration opens: each of its roles reads the evidence, and approves or"
                  + " rejects it.",
              By.PEOPLE,
              "Every role has approved on the evidence of now, before the gate's deadline.",
              "A rejection or the deadline ends the run as STOPPED, before anything was changed."),
          new StepText(
              Step.WAIT,
              "The run waits until timeline.start. Then health and capacity are looked at again.",
              By.TIMER,
              "T-0 has come, and is not later than timeline.latestStart.",
              "Later than latestStart, the run ends as STOPPED."),
          new StepText(
              Step.READ_ONLY,
              "The break-glass files are written. Then the source is frozen, and the inventory taken"
                  + " again: this one counts.",
              By.TRAFFIC,
              "A write that was accepted in 1.1 is refused now at the front door: the freeze is"
                  + " proven. No collection is new or gone since 1.2.",
              "A collection or key that is new or gone is a HOLD. A freeze that fails: " + UNDONE),
          new StepText(
              Step.SNAPSHOT,
              "Every record is written to disk in the recovery format, read again and verified, and"
                  + " its restore is rehearsed.",
              By.MACHINE,
              "As many unique ids as the source counts, every file equal to its SHA-256, and the"
                  + " rehearsal equal.",
              "Where it cannot be: " + UNDONE),
          new StepText(
              Step.MIGRATION,
              "Part by part: transform, validate, import, verify; each part ends with a receipt."
                  + " Beside it the frozen source is read again and compared with the snapshot.",
              By.MACHINE,
              "Every part has a receipt, and every record is equal at the target or in quarantine"
                  + " with a reason.",
              "A server that is silent is waited for until network.giveUpAfter. A collection that"
                  + " fails is a HOLD: decide retry, repair, replay or no-go."),
          new StepText(
              Step.VALIDATION,
              "The target is restarted cold where the plan can. Then the validation suite reads every"
                  + " record, and searches.",
              By.MACHINE,
              "Every blocking check passes.",
              "A blocking check that fails is a HOLD in Step 5."),
          new StepText(
              Step.REVIEW,
              "Criteria and triggers are computed and published as evidence, with a digest. The"
                  + " plan's acceptance commands run.",
              By.MACHINE,
              "Every criterion of the data holds, and no trigger has fired.",
              "A trigger is NO-GO. A criterion that fails is a HOLD, for what can be mended."),
          new StepText(
              Step.GO_NO_GO,
              "The gate go-no-go opens: each of its roles reads the evidence, and approves or"
                  + " rejects it.",
              By.PEOPLE,
              "Every role has approved before the deadline, which is never later than the last safe"
                  + " GO.",
              "A rejection, a trigger or the deadline: " + UNDONE),
          new StepText(
              Step.CUTOVER,
              "Freeze, source and target are looked at once more. Then applications are switched to"
                  + " the target, services are restarted, and reads and a write probe tried.",
              By.TRAFFIC,
              "Nothing has changed since people approved, and the target serves.",
              "What has changed since is a HOLD, on new evidence. A switch or a verification that"
                  + " fails: "
                  + UNDONE),
          new StepText(
              Step.ROLLBACK,
              "What was attempted is undone in five sub-steps, each of which reads first how things"
                  + " stand.",
              By.TRAFFIC,
              "The source takes writes again, and applications use it.",
              "A sub-step that fails is handed to people, with what is to be done and confirmed. The"
                  + " source is not left frozen, unless applications may still write to the target."),
          new StepText(
              Step.MONITORING,
              "A probe looks at both servers again and again, makes fixed searches at the target, asks"
                  + " the gate what fails there, and runs the plan's probe commands; the migrated"
                  + " records are compared.",
              By.MACHINE,
              "The target answers, searches as it did, and has every migrated id.",
              "Three bad probes of five: the run asks people, or rolls back, as timeline.onTrigger"
                  + " says. A source that does not answer is an alarm: the way back is lost with it."),
          new StepText(
              Step.POST_MIGRATION,
              "The acceptance commands run again, performance is held against the baseline, and the"
                  + " report is written.",
              By.MACHINE,
              "The report says GO, with every deviation. The source stays frozen until somebody"
                  + " closes the run.",
              "An acceptance command that fails now is a deviation in the report; a rollback stays"
                  + " possible until the run is closed."));

  private static final Map<Step, StepText> BY_STEP = byStep();

  private static Map<Step, StepText> byStep() {
    Map<Step, StepText> texts = new EnumMap<>(Step.class);
    ALL.forEach(text -> texts.put(text.step(), text));
    return texts;
  }

  /** What is to be known of a step. */
  static StepText of(Step step) {
    StepText text = BY_STEP.get(step);
    if (text == null) {
      throw new IllegalStateException("nothing is said of step " + step);
    }
    return text;
  }
}
