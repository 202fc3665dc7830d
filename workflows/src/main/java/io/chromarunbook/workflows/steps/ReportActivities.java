package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.status.EvidenceView;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.temporal.activity.ActivityInterface;

/** Writes down what outlives Temporal's own memory of a run. */
@ActivityInterface(namePrefix = "Report")
public interface ReportActivities {

  /** Writes what a gate decides on. A repeat overwrites it. */
  void writeEvidence(RunReference run, EvidenceView evidence);

  /** Writes the report from the status and the run's files. A repeat overwrites it. */
  ReportFiles writeReport(RunReference run, MigrationStatus status, EvidenceView evidence);
}
