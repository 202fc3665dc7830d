package io.chromarunbook.workflows.lock;

import io.chromarunbook.workflows.text.UtcTime;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/** Holds a place until its holder gives it up, or a person takes it over. */
public final class LockWorkflowImpl implements LockWorkflow {

  private final LockHolder holder;
  private LockRelease release;

  @WorkflowInit
  public LockWorkflowImpl(LockHolder holder) {
    this.holder = holder;
  }

  @Override
  public LockRelease hold(LockHolder same) {
    Workflow.setCurrentDetails(
        "Held by `"
            + holder.migration()
            + "` as its "
            + holder.side()
            + " since "
            + UtcTime.words(holder.since())
            + "\n");
    Workflow.await(() -> release != null);
    return release;
  }

  @Override
  public void release(LockRelease given) {
    if (given != null && holder.runId().equals(given.runId())) {
      release = given;
    }
  }

  @Override
  public LockHolder holder() {
    return holder;
  }
}
