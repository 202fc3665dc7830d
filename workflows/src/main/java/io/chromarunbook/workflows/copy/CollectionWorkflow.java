package io.chromarunbook.workflows.copy;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Copies one collection part by part. A part that fails for good ends it with the reason. */
@WorkflowInterface
public interface CollectionWorkflow {

  @WorkflowMethod(name = "CopyCollection")
  CollectionOutcome copy(CollectionCopy request);

  @SignalMethod(description = "Start no further part")
  void pause();

  @SignalMethod(description = "Go on with the next part")
  void resume();
}
