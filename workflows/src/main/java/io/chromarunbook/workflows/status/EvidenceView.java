package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.steps.Finding;
import java.util.List;
import java.util.Map;

/**
 * What an open gate decides on.
 *
 * @param digest SHA-256 of what was found; an answer carries at least its first 12 hex digits
 * @param facts names with what was found, in reading order; part of the digest
 * @param timings names with times and rates; not part of the digest
 */
public record EvidenceView(
    GateId gate,
    String digest,
    Map<String, String> facts,
    List<Criterion> criteria,
    List<Criterion> triggers,
    List<CheckResult> checks,
    List<Finding> findings,
    Map<String, String> timings) {}
