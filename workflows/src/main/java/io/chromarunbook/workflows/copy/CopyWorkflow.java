package io.chromarunbook.workflows.copy;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Copies collections in the order of the inventory, the next one being begun before one has ended.
 * One that fails is marked, and the others go on.
 */
@WorkflowInterface
public interface CopyWorkflow {

  @WorkflowMethod(name = "Copy")
  CopyOutcome copy(CopyRequest request);

  @SignalMethod(description = "Start no further part")
  void pause();

  @SignalMethod(description = "Go on with the next part")
  void resume();
}
