package io.chromarunbook.workflows.copy;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;

/**
 * Tells the runbook how copying goes, by its workflow id: a stub bound to a first run would miss a
 * run that continued as new. A runbook that is gone is no reason to stop copying.
 */
final class Newsletter {

  private final String migration;
  private int lastIssue = -1;

  Newsletter(String migration) {
    this.migration = migration;
  }

  /** Sends news once an issue: each twentieth of the way is one. */
  void publish(int issue, CopyNews news) {
    if (issue > lastIssue) {
      lastIssue = issue;
      send(news);
    }
  }

  /** Sends news at once. */
  void send(CopyNews news) {
    try {
      Workflow.newUntypedExternalWorkflowStub(migration).signal("copyNews", news);
    } catch (ApplicationFailure | SignalExternalWorkflowException e) {
      Workflow.getLogger(Newsletter.class).warn("the runbook {} cannot be told", migration);
    }
  }
}
