package io.chromarunbook.activities.dryrun;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.steps.DryRunSummary;
import java.util.List;

/** The dry-run's full report, as it lies in the run's folder. */
public record DryRunReport(
    DryRunSummary summary, List<RehearsedCollection> collections, List<CheckResult> checks) {}
