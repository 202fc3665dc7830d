package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.diagnosis.KnownIssue.Family;
import io.chromarunbook.starter.diagnosis.KnownIssue.Severity;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.NextAction.Verb;
import java.util.List;

/** Records lack what the plan's schema requires, or have it otherwise. */
final class IncompleteMetadata {

  private static final Cure MEND_THE_PLAN =
      Cure.byHand(
          "in the plan, give the field a default, take it from another one, or require it no more: transform.fields");

  static final KnownIssue BEFORE_THE_FREEZE =
      new KnownIssue(
          "records-do-not-fit",
          Family.METADATA,
          Severity.PROBLEM,
          "The dry-run found records that cannot migrate",
          "the run ends as STOPPED at step 1.4 or 1.5, before anything was changed; the reason names records and fields.",
          "Records of the source lack a field that the plan requires, or have it in another type, more of them than the quarantine takes.",
          Right.AMEND,
          Unattended.STAYS,
          List.of(
              Cure.typed(
                  "names every record that does not fit, and the line that mends it", "report ID"),
              MEND_THE_PLAN,
              Cure.byHand(
                  "or raise quarantine.maxRecords, and leave those records behind knowingly"),
              Cure.startAgain("starts the mended plan under the next free id")));

  static final KnownIssue QUARANTINE_FULL =
      new KnownIssue(
          "quarantine-full",
          Family.METADATA,
          Severity.ALARM,
          "More records had to be put aside than the plan allows",
          "the run is in HOLD at step 3; a collection failed because of a record that cannot be migrated.",
          "Records came after the dry-run, or changed, that lack what the plan requires.",
          Right.AMEND,
          Unattended.HOLD_EXPIRES,
          List.of(
              Cure.typed(
                  "lists what was put aside, each with the line that mends it",
                  "quarantine list ID"),
              MEND_THE_PLAN,
              Cure.typed("puts the mended plan in force", "amend ID PLAN --by NAME"),
              Cure.offered(
                  "sends what was put aside through it and goes on",
                  "decide ID replay --by NAME",
                  Verb.DECIDE)));

  static final KnownIssue INCOMPLETE_AT_TARGET =
      new KnownIssue(
          "metadata-incomplete",
          Family.METADATA,
          Severity.ALARM,
          "Records at the target lack required metadata",
          "the criterion metadata-fields fails and the trigger metadata-incomplete fires after step 4.",
          "Somebody changed records at the target, or the target did not keep what it was given.",
          Right.NO_GO,
          Unattended.HOLD_EXPIRES,
          List.of(
              Cure.typed("names the records, check by check", "report ID"),
              Cure.offered(
                  "writes again exactly the records that differ",
                  "decide ID repair --by NAME",
                  Verb.DECIDE),
              Cure.startAgain("starts again once the cause is mended")));

  static final List<KnownIssue> ALL =
      List.of(BEFORE_THE_FREEZE, QUARANTINE_FULL, INCOMPLETE_AT_TARGET);

  private IncompleteMetadata() {}
}
