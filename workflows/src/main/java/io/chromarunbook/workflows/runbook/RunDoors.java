package io.chromarunbook.workflows.runbook;

import java.util.Optional;

/** Both doors of each message, which lead to the same {@link MessageHandlers}. */
abstract class RunDoors implements RunControl {

  /** The rule book. */
  abstract MessageHandlers handlers();

  /** Malformed input is refused at the update's door; a signal has none. */
  private static void check(ControlMessage message) {
    Optional<String> flaw = Requests.flaw(message);
    if (flaw.isPresent()) {
      throw new IllegalArgumentException(flaw.get());
    }
  }

  @Override
  public final void approve(GateAnswer answer) {
    Reply ignored = answerApprove(answer);
  }

  @Override
  public final Reply answerApprove(GateAnswer answer) {
    return handlers().approve(answer);
  }

  @Override
  public final void checkApprove(GateAnswer answer) {
    check(answer);
  }

  @Override
  public final void reject(GateAnswer answer) {
    Reply ignored = answerReject(answer);
  }

  @Override
  public final Reply answerReject(GateAnswer answer) {
    return handlers().reject(answer);
  }

  @Override
  public final void checkReject(GateAnswer answer) {
    check(answer);
  }

  @Override
  public final void decide(HoldDecision decision) {
    Reply ignored = answerDecide(decision);
  }

  @Override
  public final Reply answerDecide(HoldDecision decision) {
    return handlers().decide(decision);
  }

  @Override
  public final void checkDecide(HoldDecision decision) {
    check(decision);
  }

  @Override
  public final void amend(Amendment amendment) {
    Reply ignored = answerAmend(amendment);
  }

  @Override
  public final Reply answerAmend(Amendment amendment) {
    return handlers().amend(amendment);
  }

  @Override
  public final void checkAmend(Amendment amendment) {
    check(amendment);
  }

  @Override
  public final void confirm(Confirmation confirmation) {
    Reply ignored = answerConfirm(confirmation);
  }

  @Override
  public final Reply answerConfirm(Confirmation confirmation) {
    return handlers().confirm(confirmation);
  }

  @Override
  public final void checkConfirm(Confirmation confirmation) {
    check(confirmation);
  }

  @Override
  public final void pause(Order order) {
    Reply ignored = answerPause(order);
  }

  @Override
  public final Reply answerPause(Order order) {
    return handlers().pause(order);
  }

  @Override
  public final void checkPause(Order order) {
    check(order);
  }

  @Override
  public final void resume(Order order) {
    Reply ignored = answerResume(order);
  }

  @Override
  public final Reply answerResume(Order order) {
    return handlers().resume(order);
  }

  @Override
  public final void checkResume(Order order) {
    check(order);
  }

  @Override
  public final void abort(Order order) {
    Reply ignored = answerAbort(order);
  }

  @Override
  public final Reply answerAbort(Order order) {
    return handlers().abort(order);
  }

  @Override
  public final void checkAbort(Order order) {
    check(order);
  }

  @Override
  public final void rollback(Order order) {
    Reply ignored = answerRollback(order);
  }

  @Override
  public final Reply answerRollback(Order order) {
    return handlers().rollback(order);
  }

  @Override
  public final void checkRollback(Order order) {
    check(order);
  }

  @Override
  public final void close(Order order) {
    Reply ignored = answerClose(order);
  }

  @Override
  public final Reply answerClose(Order order) {
    return handlers().close(order);
  }

  @Override
  public final void checkClose(Order order) {
    check(order);
  }
}
