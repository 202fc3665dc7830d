package io.chromarunbook.client;

import io.chromarunbook.workflows.runbook.Amendment;
import io.chromarunbook.workflows.runbook.Confirmation;
import io.chromarunbook.workflows.runbook.ControlMessage;
import io.chromarunbook.workflows.runbook.GateAnswer;
import io.chromarunbook.workflows.runbook.HoldDecision;
import io.chromarunbook.workflows.runbook.Order;
import io.chromarunbook.workflows.runbook.Reply;
import io.chromarunbook.workflows.runbook.RunControl;
import io.chromarunbook.workflows.runbook.RunbookWorkflow;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Something a run can be told, with the record it takes and both of its doors.
 *
 * @param <T> what is said with it
 */
public final class RunMessage<T extends ControlMessage> {

  /** A gate is approved. */
  public static final RunMessage<GateAnswer> APPROVE =
      new RunMessage<>(RunControl.APPROVE, RunControl::answerApprove, RunControl::approve);

  /** A gate is rejected. */
  public static final RunMessage<GateAnswer> REJECT =
      new RunMessage<>(RunControl.REJECT, RunControl::answerReject, RunControl::reject);

  /** A HOLD is decided. */
  public static final RunMessage<HoldDecision> DECIDE =
      new RunMessage<>(RunControl.DECIDE, RunControl::answerDecide, RunControl::decide);

  /** Another plan is put in force. */
  public static final RunMessage<Amendment> AMEND =
      new RunMessage<>(RunControl.AMEND, RunControl::answerAmend, RunControl::amend);

  /** An action was done by hand. */
  public static final RunMessage<Confirmation> CONFIRM =
      new RunMessage<>(RunControl.CONFIRM, RunControl::answerConfirm, RunControl::confirm);

  /** It is to pause between two parts. */
  public static final RunMessage<Order> PAUSE =
      new RunMessage<>(RunControl.PAUSE, RunControl::answerPause, RunControl::pause);

  /** It is to go on after a pause. */
  public static final RunMessage<Order> RESUME =
      new RunMessage<>(RunControl.RESUME, RunControl::answerResume, RunControl::resume);

  /** It is to end and undo what was done. */
  public static final RunMessage<Order> ABORT =
      new RunMessage<>(RunControl.ABORT, RunControl::answerAbort, RunControl::abort);

  /** It is to go back to the source. */
  public static final RunMessage<Order> ROLLBACK =
      new RunMessage<>(RunControl.ROLLBACK, RunControl::answerRollback, RunControl::rollback);

  /** It has completed and is to end for good. */
  public static final RunMessage<Order> CLOSE =
      new RunMessage<>(RunControl.CLOSE, RunControl::answerClose, RunControl::close);

  private final String name;
  private final BiFunction<RunControl, T, Reply> update;
  private final BiConsumer<RunControl, T> signal;

  private RunMessage(
      String name, BiFunction<RunControl, T, Reply> update, BiConsumer<RunControl, T> signal) {
    this.name = name;
    this.update = update;
    this.signal = signal;
  }

  /** Its name, at both doors and for people. */
  public String name() {
    return name;
  }

  /** Goes by the door that answers, as far as that the run took it in. */
  WorkflowUpdateHandle<Reply> ask(WorkflowClient client, String id, T content) {
    RunControl run = client.newWorkflowStub(RunbookWorkflow.class, id);
    return WorkflowClient.startUpdate(
        said -> update.apply(run, said),
        content,
        UpdateOptions.newBuilder(Reply.class)
            .setUpdateName(name)
            .setUpdateId(content.requestId())
            .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
            .build());
  }

  /** Goes by the door that needs no worker. */
  void leave(WorkflowClient client, String id, T content) {
    signal.accept(client.newWorkflowStub(RunbookWorkflow.class, id), content);
  }
}
