package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.evidence.CheckResult;
import io.chromarunbook.workflows.evidence.Findings;
import java.util.List;

/**
 * Step 4, whose full results lie in the run's folder.
 *
 * @param targets records at the target, a line a collection, the first hundred
 */
public record ValidationSummary(
    Findings findings, List<CheckResult> checks, List<CollectionTotals> targets) {

  public ValidationSummary {
    checks = List.copyOf(checks);
    targets = List.copyOf(targets);
  }
}
