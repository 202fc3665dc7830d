package io.chromarunbook.activities.report;

import io.chromarunbook.activities.run.Attempt;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunEnd;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.steps.ReportActivities;
import io.chromarunbook.workflows.steps.ReportFiles;
import io.chromarunbook.workflows.steps.RunReference;
import java.time.Instant;

/** Writes evidence and report into the run's folder. */
public final class ReportActivitiesImpl implements ReportActivities {

  private final Runs runs;

  /** For the runs of one home. */
  public ReportActivitiesImpl(Runs runs) {
    this.runs = runs;
  }

  @Override
  public void writeEvidence(RunReference reference, EvidenceView evidence) {
    Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          DurableFile.writeJson(run.folder().evidence(evidence.gate()), evidence);
          return null;
        });
  }

  @Override
  public ReportFiles writeReport(
      RunReference reference, MigrationStatus status, EvidenceView evidence) {
    return Attempt.at(
        runs,
        reference,
        (run, attempt) -> {
          // First: a report that cannot be written must not hide how the run ended.
          RunEnd.note(run.folder(), status);
          return new ReportComposer(run.folder(), run.plan())
              .write(status, evidence, Instant.now());
        });
  }
}
