package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.diagnosis.KnownIssue.Family;
import io.chromarunbook.starter.diagnosis.KnownIssue.Severity;
import io.chromarunbook.workflows.runbook.Authority.Right;
import java.util.List;

/** Nobody works on the run, or whoever does comes no further. */
final class StuckProcess {

  private static final Cure LOOK_AT_THE_MACHINE =
      Cure.typed("says what of this machine is missing or wrong", "doctor");

  private static final Cure LOOK_AT_THE_LOG =
      Cure.shell("shows what the worker said last", "tail -n 40 LOG");

  private static final Cure UNDO =
      Cure.shell("undoes it without a worker, where the source must serve again now", "sh SCRIPT");

  static final KnownIssue NO_WORKER =
      new KnownIssue(
          "no-worker",
          Family.STUCK_PROCESS,
          Severity.PROBLEM,
          "No worker works on the run",
          "status says that no worker answers, and exits 3; the step's time runs and no figure moves.",
          "The worker was ended, was killed or has lost its Temporal, and nobody has started another.",
          Right.CONFIRM,
          Unattended.STANDS_STILL,
          List.of(
              Cure.typed("starts Temporal and a worker of this home, and watches over both", "up"),
              Cure.typed("is a worker in the foreground, for another Temporal than ours", "worker"),
              LOOK_AT_THE_MACHINE,
              UNDO));

  static final KnownIssue WORKER_DIES =
      new KnownIssue(
          "worker-dies",
          Family.STUCK_PROCESS,
          Severity.PROBLEM,
          "A worker takes the work and gives no sign of life",
          "status shows the same work with one attempt after the other; the last failure is a heartbeat or a time that was exceeded.",
          "The worker dies over it (its memory is too small, or somebody kills it), hangs, or has lost its way to Temporal.",
          Right.CONFIRM,
          Unattended.TRIED_UNTIL_FREEZE_ENDS,
          List.of(
              LOOK_AT_THE_LOG,
              Cure.typed("starts a worker that is gone, and watches over it", "up"),
              LOOK_AT_THE_MACHINE));

  static final KnownIssue WRONG_HOME =
      new KnownIssue(
          "wrong-home",
          Family.STUCK_PROCESS,
          Severity.PROBLEM,
          "Only a worker with another home takes the work",
          "status shows an outage of \"worker with home …\", and attempts that fail with WRONG_HOME.",
          "A worker of another RUNBOOK_HOME is at this Temporal, and none of the run's home: it has none of the run's files.",
          Right.CONFIRM,
          Unattended.TRIED_UNTIL_FREEZE_ENDS,
          List.of(
              Cure.typed(
                  "with RUNBOOK_HOME set to the run's home, starts a worker that has its files",
                  "up"),
              Cure.byHand("stop the other worker where nobody needs it")));

  static final KnownIssue OWN_CODE =
      new KnownIssue(
          "workflow-task-fails",
          Family.STUCK_PROCESS,
          Severity.PROBLEM,
          "The run's own code fails again and again",
          "status does not answer, although a worker asks for work; Temporal shows attempts at a workflow task.",
          "The worker is of another release than the one the run began with, or the run has met a defect of ours.",
          Right.CONFIRM,
          Unattended.STANDS_STILL,
          List.of(
              LOOK_AT_THE_LOG,
              Cure.byHand(
                  "start the worker from the release with which the run was started; it goes on where it was"),
              Cure.typed("stops the worker and all else of this home", "down"),
              Cure.typed("starts it again, from this release", "up")));

  static final KnownIssue PAUSED_IN_TEMPORAL =
      new KnownIssue(
          "paused-in-temporal",
          Family.STUCK_PROCESS,
          Severity.PROBLEM,
          "The run is paused in Temporal itself",
          "status does not answer; Temporal shows the workflow as paused.",
          "Somebody paused it by Temporal's own command, which takes it every question and every message; ours is pause.",
          Right.RESUME,
          Unattended.STANDS_STILL,
          List.of(Cure.byHand("unpause the workflow in Temporal's UI, or by its command line")));

  static final KnownIssue COMMAND_LOCKED =
      new KnownIssue(
          "command-locked",
          Family.STUCK_PROCESS,
          Severity.PROBLEM,
          "A command of the plan waits for another one of the same run",
          "status shows an outage of the lock under which the plan's commands run.",
          "A command that was started before has not ended, on this or another machine with the same home.",
          Right.CONFIRM,
          Unattended.TRIED_UNTIL_FREEZE_ENDS,
          List.of(
              LOOK_AT_THE_LOG,
              Cure.byHand(
                  "end the command that still runs, or wait: each is ended at its own timeout")));

  static final List<KnownIssue> ALL =
      List.of(NO_WORKER, WORKER_DIES, WRONG_HOME, OWN_CODE, PAUSED_IN_TEMPORAL, COMMAND_LOCKED);

  private StuckProcess() {}
}
