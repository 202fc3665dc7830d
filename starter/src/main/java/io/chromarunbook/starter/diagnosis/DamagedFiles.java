package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.diagnosis.KnownIssue.Family;
import io.chromarunbook.starter.diagnosis.KnownIssue.Severity;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.NextAction.Verb;
import java.util.List;

/** Files of the run cannot be written, or are not what was written. */
final class DamagedFiles {

  private static final Cure HOW_FULL = Cure.shell("shows how full the disk is", "df -h HOME");

  private static final Cure WHAT_MAY_GO =
      Cure.typed(
          "lists which snapshots of ended runs may go; --yes removes them", "snapshot prune");

  static final KnownIssue DISK =
      new KnownIssue(
          "home-disk",
          Family.FILES,
          Severity.PROBLEM,
          "The disk of the run's files takes nothing",
          "status shows an outage of the disk: no space is left, or permission is denied.",
          "The disk is full or fails, or the worker may not write there.",
          Right.CONFIRM,
          Unattended.TRIED_UNTIL_FREEZE_ENDS,
          List.of(
              HOW_FULL,
              WHAT_MAY_GO,
              Cure.byHand("make room, or give the worker the right; the work goes on by itself")));

  static final KnownIssue DISK_LOW =
      new KnownIssue(
          "home-disk-low",
          Family.FILES,
          Severity.PROBLEM,
          "The disk of the run's files is nearly full",
          "little is left where RUNBOOK_HOME is.",
          "Snapshots of earlier runs are kept, or others write to the same disk.",
          Right.CONFIRM,
          Unattended.TRIED_UNTIL_FREEZE_ENDS,
          List.of(
              HOW_FULL,
              WHAT_MAY_GO,
              Cure.startAgain("starts the same plan again, once there is room")));

  static final KnownIssue SNAPSHOT =
      new KnownIssue(
          "snapshot-damaged",
          Family.FILES,
          Severity.ALARM,
          "The snapshot is not what was written",
          "a step fails with a file of the snapshot named; snapshot verify exits 5.",
          "The disk fails, or somebody changed or removed files of the run.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              Cure.typed(
                  "names each damaged file and the records in it", "snapshot verify SNAPSHOT"),
              Cure.byHand("put the files back from a copy, if there is one"),
              Cure.offered(
                  "copies again what failed, once the files are there",
                  "decide ID retry --by NAME",
                  Verb.DECIDE),
              Cure.startAgain("takes a new snapshot, once the disk can be trusted")));

  static final KnownIssue RECEIPTS =
      new KnownIssue(
          "receipts-damaged",
          Family.FILES,
          Severity.PROBLEM,
          "Files of the run cannot be read",
          "a command says which file of the run is damaged.",
          "The disk fails, or somebody changed or removed files of the run.",
          Right.RETRY,
          Unattended.TRIED_UNTIL_FREEZE_ENDS,
          List.of(
              Cure.typed(
                  "says which receipts still hold, against the target", "checkpoint verify ID"),
              Cure.byHand("put the files back from a copy, if there is one")));

  static final List<KnownIssue> ALL = List.of(DISK, DISK_LOW, SNAPSHOT, RECEIPTS);

  private DamagedFiles() {}
}
