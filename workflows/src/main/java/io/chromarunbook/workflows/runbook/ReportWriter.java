package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.steps.Profiles;
import io.chromarunbook.workflows.steps.ReportActivities;
import io.chromarunbook.workflows.steps.ReportFiles;
import io.chromarunbook.workflows.steps.StepFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.List;

/** Writes the report whenever the run has come to an end, or something changes after it. */
final class ReportWriter {

  private final RunContext context;
  private final Gates gates;

  ReportWriter(RunContext context, Gates gates) {
    this.context = context;
    this.gates = gates;
  }

  /** Writes how things stand now. */
  void write() {
    // So that it says which notices did not arrive.
    context.notifier().settle();
    try {
      ReportFiles files =
          Workflow.newActivityStub(ReportActivities.class, Profiles.notice("write the report"))
              .writeReport(context.run(), context.board().status(), evidence());
      context.endings().reported(files.markdown());
    } catch (ActivityFailure failure) {
      String reason = StepFailure.of(failure).reason();
      context.journal().deviation("The report could not be written: " + reason);
      // Whoever waits for the report would wait for ever.
      context.tell("the report could not be written", reason);
    }
  }

  /** What the open gate decides on, or the last one that was open did; null before the first. */
  EvidenceView evidence() {
    return gates
        .open()
        .or(
            () ->
                List.of(GateId.GO_NO_GO, GateId.PRE_MIGRATION).stream()
                    .filter(id -> context.state().gate(id).evidence != null)
                    .findFirst())
        .map(id -> context.state().gate(id).evidence)
        .orElse(null);
  }
}
