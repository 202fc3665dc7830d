package io.chromarunbook.workflows.runbook;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;

/**
 * What people can tell a run. Every message has two doors with one record and one rule book: the
 * update answers, the signal of the same name works while no worker runs.
 */
public interface RunControl {

  @SignalMethod(
      name = "approve",
      description = "Approve a gate: {requestId, gate, role, by, evidence, comment}")
  void approve(GateAnswer answer);

  @UpdateMethod(
      name = "approve",
      description = "Approve a gate: {requestId, gate, role, by, evidence, comment}")
  Reply answerApprove(GateAnswer answer);

  @UpdateValidatorMethod(updateName = "approve")
  void checkApprove(GateAnswer answer);

  @SignalMethod(
      name = "reject",
      description = "Reject a gate: {requestId, gate, role, by, evidence, comment}")
  void reject(GateAnswer answer);

  @UpdateMethod(
      name = "reject",
      description = "Reject a gate: {requestId, gate, role, by, evidence, comment}")
  Reply answerReject(GateAnswer answer);

  @UpdateValidatorMethod(updateName = "reject")
  void checkReject(GateAnswer answer);

  @SignalMethod(
      name = "decide",
      description = "Decide in a HOLD: {requestId, choice, collection, by, reason}")
  void decide(HoldDecision decision);

  @UpdateMethod(
      name = "decide",
      description = "Decide in a HOLD: {requestId, choice, collection, by, reason}")
  Reply answerDecide(HoldDecision decision);

  @UpdateValidatorMethod(updateName = "decide")
  void checkDecide(HoldDecision decision);

  @SignalMethod(
      name = "amend",
      description = "Amend transform or budgets of the plan: {requestId, by, reason, plan}")
  void amend(Amendment amendment);

  @UpdateMethod(
      name = "amend",
      description = "Amend transform or budgets of the plan: {requestId, by, reason, plan}")
  Reply answerAmend(Amendment amendment);

  @UpdateValidatorMethod(updateName = "amend")
  void checkAmend(Amendment amendment);

  @SignalMethod(
      name = "confirm",
      description = "Confirm an action done by hand: {requestId, action, by, reason, unproven}")
  void confirm(Confirmation confirmation);

  @UpdateMethod(
      name = "confirm",
      description = "Confirm an action done by hand: {requestId, action, by, reason, unproven}")
  Reply answerConfirm(Confirmation confirmation);

  @UpdateValidatorMethod(updateName = "confirm")
  void checkConfirm(Confirmation confirmation);

  @SignalMethod(name = "pause", description = "Pause between parts: {requestId, by, reason}")
  void pause(Order order);

  @UpdateMethod(name = "pause", description = "Pause between parts: {requestId, by, reason}")
  Reply answerPause(Order order);

  @UpdateValidatorMethod(updateName = "pause")
  void checkPause(Order order);

  @SignalMethod(name = "resume", description = "Go on after a pause: {requestId, by, reason}")
  void resume(Order order);

  @UpdateMethod(name = "resume", description = "Go on after a pause: {requestId, by, reason}")
  Reply answerResume(Order order);

  @UpdateValidatorMethod(updateName = "resume")
  void checkResume(Order order);

  @SignalMethod(
      name = "abort",
      description = "End the migration and undo what was done: {requestId, by, reason}")
  void abort(Order order);

  @UpdateMethod(
      name = "abort",
      description = "End the migration and undo what was done: {requestId, by, reason}")
  Reply answerAbort(Order order);

  @UpdateValidatorMethod(updateName = "abort")
  void checkAbort(Order order);

  @SignalMethod(
      name = "rollback",
      description = "Go back to the source: {requestId, by, reason, acceptLoss, acceptSource}")
  void rollback(Order order);

  @UpdateMethod(
      name = "rollback",
      description = "Go back to the source: {requestId, by, reason, acceptLoss, acceptSource}")
  Reply answerRollback(Order order);

  @UpdateValidatorMethod(updateName = "rollback")
  void checkRollback(Order order);

  @SignalMethod(name = "close", description = "End a completed run for good: {requestId, by}")
  void close(Order order);

  @UpdateMethod(name = "close", description = "End a completed run for good: {requestId, by}")
  Reply answerClose(Order order);

  @UpdateValidatorMethod(updateName = "close")
  void checkClose(Order order);
}
