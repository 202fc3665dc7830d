package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.diagnosis.KnownIssue.Family;
import io.chromarunbook.starter.diagnosis.KnownIssue.Severity;
import io.chromarunbook.workflows.runbook.Authority.Right;
import java.util.List;

/** The run has ended otherwise than it should, or is lost. */
final class EndedRun {

  private static final Cure REPORT =
      Cure.typed("says what happened, and what was undone", "report ID");

  static final KnownIssue LOST =
      new KnownIssue(
          "run-lost",
          Family.END,
          Severity.PROBLEM,
          "Nobody works on the run any more",
          "status says TERMINATED, TIMED_OUT, FAILED or VANISHED.",
          "Somebody terminated it in Temporal, Temporal lost or forgot it, or this is another Temporal than the run's.",
          Right.ROLLBACK,
          Unattended.STAYS,
          List.of(
              REPORT,
              Cure.startAgain("starts the same plan again, with room made where that is needed")));

  static final KnownIssue LOST_UNDER_WAY =
      new KnownIssue(
          "run-lost-frozen",
          Family.END,
          Severity.ALARM,
          "Nobody works on the run any more, and what it froze or switched is not undone",
          "status says TERMINATED, TIMED_OUT, FAILED or VANISHED, and what is left frozen or switched.",
          "Somebody terminated it in Temporal, Temporal lost or forgot it, or this is another Temporal than the run's.",
          Right.ROLLBACK,
          Unattended.STAYS,
          List.of(
              Cure.shell("undoes it without Temporal, asking first", "sh SCRIPT"),
              Cure.typed(
                  "writes down what was undone by other means",
                  "confirm ID --action thaw --by NAME"),
              Cure.startAgain("then starts the same plan again")));

  static final KnownIssue LOCK_KEPT =
      new KnownIssue(
          "lock-kept",
          Family.END,
          Severity.PROBLEM,
          "A run that is gone still keeps others from its servers",
          "start is refused: the source or the target is held by a migration that nobody works on.",
          "A run that is lost could not give up the places it worked at.",
          Right.CLOSE,
          Unattended.STAYS,
          List.of(Cure.typed("gives them up", "take-over ID --by NAME --reason WHY")));

  static final KnownIssue LOCKED_OUT =
      new KnownIssue(
          "locked-out",
          Family.END,
          Severity.PROBLEM,
          "Another migration works on the same server",
          "the run ends as STOPPED at step 1.3: a place is held by another migration.",
          "One run at a time works on a source and on a target.",
          Right.CLOSE,
          Unattended.STAYS,
          List.of(
              Cure.typed("shows which migrations there are", "list"),
              Cure.startAgain("starts again once the other one has ended")));

  static final KnownIssue GAVE_UP =
      new KnownIssue(
          "gave-up-on-server",
          Family.END,
          Severity.PROBLEM,
          "The run gave up on a server that did not answer",
          "the run has ended as NO-GO: a server was away for longer than network.giveUpAfter.",
          "The source or the target was out of reach without a break.",
          Right.CONFIRM,
          Unattended.STAYS,
          List.of(
              REPORT,
              Cure.byHand("make the server answer"),
              Cure.startAgain("starts the same plan again")));

  static final KnownIssue DEFECT =
      new KnownIssue(
          "defect",
          Family.END,
          Severity.PROBLEM,
          "A defect of ours ended the run",
          "the run has ended, and its reason speaks of something unexpected.",
          "Something happened that nobody thought of; what was done was undone.",
          Right.CONFIRM,
          Unattended.STAYS,
          List.of(
              REPORT,
              Cure.shell("shows what the worker said last", "tail -n 40 LOG"),
              Cure.startAgain("starts the same plan again")));

  static final KnownIssue NO_ANSWER =
      new KnownIssue(
          "deadline-missed",
          Family.END,
          Severity.PROBLEM,
          "Nobody answered in time",
          "the run has ended as NO-GO or STOPPED: a gate, a HOLD or a step by hand was not answered by its deadline, or the freeze was used up.",
          "People were not reached, or it took longer than the plan gives them.",
          Right.NO_GO,
          Unattended.STAYS,
          List.of(
              REPORT,
              Cure.byHand(
                  "agree on a time, or give more of it: gates, timeline.hold, timeline.maxFreeze"),
              Cure.startAgain("starts the same plan again")));

  static final KnownIssue ENDED_OTHERWISE =
      new KnownIssue(
          "ended-without-go",
          Family.END,
          Severity.NOTE,
          "The run ended without GO",
          "the state is STOPPED, ROLLED_BACK or FAILED, with the reason.",
          "People decided so, or something spoke against it.",
          Right.NO_GO,
          Unattended.STAYS,
          List.of(REPORT, Cure.startAgain("starts the same plan again, once its cause is mended")));

  static final List<KnownIssue> ALL =
      List.of(
          LOST_UNDER_WAY, LOST, LOCK_KEPT, GAVE_UP, NO_ANSWER, LOCKED_OUT, DEFECT, ENDED_OTHERWISE);

  private EndedRun() {}
}
