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
 * @param holds what was held before, who decided what, and what came of it; part of the digest but
 *     for the times
 * @param vouched what is not proven and a person vouches for; part of the digest but for the times
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
    List<HoldLine> holds,
    List<VouchLine> vouched,
    Map<String, String> timings) {

  public EvidenceView {
    holds = holds == null ? List.of() : List.copyOf(holds);
    vouched = vouched == null ? List.of() : List.copyOf(vouched);
  }
}
