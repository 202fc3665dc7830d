package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.diagnosis.KnownIssue.Family;
import io.chromarunbook.starter.diagnosis.KnownIssue.Severity;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.NextAction.Verb;
import java.util.List;

/** The source does not stand still, or not for much longer. */
final class FreezeTrouble {

  static final KnownIssue BROKEN =
      new KnownIssue(
          "freeze-broken",
          Family.FREEZE,
          Severity.ALARM,
          "The source takes writes although it is frozen",
          "the freeze is BROKEN in status, and the run goes into HOLD.",
          "Somebody thawed the source, restarted it without its freeze, or writes past the front door.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              Cure.byHand("find out who wrote, and keep them from it"),
              Cure.offered(
                  "freezes the source again, proves it, and compares the source once more",
                  "decide ID retry --by NAME",
                  Verb.DECIDE)));

  static final KnownIssue UNKNOWN =
      new KnownIssue(
          "freeze-unknown",
          Family.FREEZE,
          Severity.PROBLEM,
          "Whether the source is still frozen cannot be seen",
          "the freeze is UNKNOWN in status since a moment, with what the last look met.",
          "The front door, or the source behind it, does not answer the look of each minute.",
          Right.CONFIRM,
          Unattended.FREEZE_ENDS,
          List.of(
              Cure.byHand("make the front door answer again; it is looked at again each minute"),
              Cure.typed("asks both servers again from this machine", "diagnose ID")));

  static final KnownIssue NOT_PROVEN =
      new KnownIssue(
          "freeze-not-proven",
          Family.FREEZE,
          Severity.NOTE,
          "Nothing proves the freeze; a person vouches for it",
          "status says NOT PROVEN of the freeze, and names who vouches.",
          "No write was refused that was taken before: the source has no front door that we may write through.",
          Right.CONFIRM,
          Unattended.GOES_ON,
          List.of(Cure.typed("shows what was vouched for, and by whom", "evidence ID")));

  static final KnownIssue NEARLY_USED =
      new KnownIssue(
          "freeze-nearly-used",
          Family.FREEZE,
          Severity.ALARM,
          "The time of the freeze is nearly used",
          "status shows that the last safe GO is near, and those who lead were told.",
          "Steps took longer than planned, or people or servers were waited for.",
          Right.ROLLBACK,
          Unattended.FREEZE_ENDS,
          List.of(
              Cure.offered(
                  "answers what the run waits for, in time",
                  "approve ID --gate go-no-go --role ROLE --by NAME --evidence DIGEST",
                  Verb.APPROVE,
                  Verb.DECIDE,
                  Verb.CONFIRM,
                  Verb.RESUME),
              Cure.typed("goes back now, while that is in nobody's way", "abort ID --by NAME")));

  static final KnownIssue SOURCE_CHANGED =
      new KnownIssue(
          "source-changed",
          Family.FREEZE,
          Severity.PROBLEM,
          "The source changed although it was frozen",
          "the run ends as NO-GO: a record of the source is not what the snapshot has, or somebody thawed it.",
          "Somebody wrote past the freeze, or a person thawed the source by BREAK-GLASS.sh.",
          Right.RETRY,
          Unattended.STAYS,
          List.of(
              Cure.typed("names what changed, and when", "report ID"),
              Cure.byHand("find out who wrote, and keep them from it"),
              Cure.startAgain("starts again once nobody writes any more")));

  static final List<KnownIssue> ALL =
      List.of(BROKEN, UNKNOWN, NEARLY_USED, NOT_PROVEN, SOURCE_CHANGED);

  private FreezeTrouble() {}
}
