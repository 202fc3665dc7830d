package io.chromarunbook.workflows.runbook;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;

/**
 * What people can tell a run. Every message has two doors with one record and one rule book: the
 * update answers, the signal of the same name works while no worker runs.
 */
public interface RunControl {

  // The messages' names, said once.
  String APPROVE = "approve";
  String REJECT = "reject";
  String DECIDE = "decide";
  String AMEND = "amend";
  String CONFIRM = "confirm";
  String PAUSE = "pause";
  String RESUME = "resume";
  String ABORT = "abort";
  String ROLLBACK = "rollback";
  String CLOSE = "close";

  @SignalMethod(
      name = APPROVE,
      description = "Approve a gate: {requestId, gate, role, by, evidence, comment}")
  void approve(GateAnswer answer);

  @UpdateMethod(
      name = APPROVE,
      description = "Approve a gate: {requestId, gate, role, by, evidence, comment}")
  Reply answerApprove(GateAnswer answer);

  @UpdateValidatorMethod(updateName = APPROVE)
  void checkApprove(GateAnswer answer);

  @SignalMethod(
      name = REJECT,
      description = "Reject a gate: {requestId, gate, role, by, evidence, comment}")
  void reject(GateAnswer answer);

  @UpdateMethod(
      name = REJECT,
      description = "Reject a gate: {requestId, gate, role, by, evidence, comment}")
  Reply answerReject(GateAnswer answer);

  @UpdateValidatorMethod(updateName = REJECT)
  void checkReject(GateAnswer answer);

  @SignalMethod(
      name = DECIDE,
      description = "Decide in a HOLD: {requestId, choice, collection, by, reason}")
  void decide(HoldDecision decision);

  @UpdateMethod(
      name = DECIDE,
      description = "Decide in a HOLD: {requestId, choice, collection, by, reason}")
  Reply answerDecide(HoldDecision decision);

  @UpdateValidatorMethod(updateName = DECIDE)
  void checkDecide(HoldDecision decision);

  @SignalMethod(
      name = AMEND,
      description = "Amend transform or budgets of the plan: {requestId, by, reason, plan}")
  void amend(Amendment amendment);

  @UpdateMethod(
      name = AMEND,
      description = "Amend transform or budgets of the plan: {requestId, by, reason, plan}")
  Reply answerAmend(Amendment amendment);

  @UpdateValidatorMethod(updateName = AMEND)
  void checkAmend(Amendment amendment);

  @SignalMethod(
      name = CONFIRM,
      description = "Confirm an action done by hand: {requestId, action, by, reason, unproven}")
  void confirm(Confirmation confirmation);

  @UpdateMethod(
      name = CONFIRM,
      description = "Confirm an action done by hand: {requestId, action, by, reason, unproven}")
  Reply answerConfirm(Confirmation confirmation);

  @UpdateValidatorMethod(updateName = CONFIRM)
  void checkConfirm(Confirmation confirmation);

  @SignalMethod(name = PAUSE, description = "Pause between parts: {requestId, by, reason}")
  void pause(Order order);

  @UpdateMethod(name = PAUSE, description = "Pause between parts: {requestId, by, reason}")
  Reply answerPause(Order order);

  @UpdateValidatorMethod(updateName = PAUSE)
  void checkPause(Order order);

  @SignalMethod(name = RESUME, description = "Go on after a pause: {requestId, by, reason}")
  void resume(Order order);

  @UpdateMethod(name = RESUME, description = "Go on after a pause: {requestId, by, reason}")
  Reply answerResume(Order order);

  @UpdateValidatorMethod(updateName = RESUME)
  void checkResume(Order order);

  @SignalMethod(
      name = ABORT,
      description = "End the migration and undo what was done: {requestId, by, reason}")
  void abort(Order order);

  @UpdateMethod(
      name = ABORT,
      description = "End the migration and undo what was done: {requestId, by, reason}")
  Reply answerAbort(Order order);

  @UpdateValidatorMethod(updateName = ABORT)
  void checkAbort(Order order);

  @SignalMethod(
      name = ROLLBACK,
      description = "Go back to the source: {requestId, by, reason, acceptLoss, acceptSource}")
  void rollback(Order order);

  @UpdateMethod(
      name = ROLLBACK,
      description = "Go back to the source: {requestId, by, reason, acceptLoss, acceptSource}")
  Reply answerRollback(Order order);

  @UpdateValidatorMethod(updateName = ROLLBACK)
  void checkRollback(Order order);

  @SignalMethod(name = CLOSE, description = "End a completed run for good: {requestId, by}")
  void close(Order order);

  @UpdateMethod(name = CLOSE, description = "End a completed run for good: {requestId, by}")
  Reply answerClose(Order order);

  @UpdateValidatorMethod(updateName = CLOSE)
  void checkClose(Order order);
}
