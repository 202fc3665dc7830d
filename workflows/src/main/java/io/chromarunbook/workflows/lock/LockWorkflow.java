package io.chromarunbook.workflows.lock;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The lock of one place: held as long as this workflow is open, which is longer than its holder may
 * live. Temporal runs one workflow of an id at a time, so one holder there is.
 */
@WorkflowInterface
public interface LockWorkflow {

  /** The name under which who holds it is noted where no worker is needed to read it. */
  String HOLDER = "holder";

  /** The name of the workflow's type. */
  String TYPE = "Lock";

  /** How it was given up. */
  @WorkflowMethod(name = TYPE)
  LockRelease hold(LockHolder holder);

  /** The name of the signal that gives it up. */
  String RELEASE = "release";

  @SignalMethod(name = RELEASE, description = "Give the place up: {runId, by, reason}")
  void release(LockRelease release);

  @QueryMethod(description = "Who holds it")
  LockHolder holder();
}
