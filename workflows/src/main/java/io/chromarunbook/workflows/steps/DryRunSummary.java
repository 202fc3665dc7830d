package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.evidence.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Step 1.4, whose full report lies in the run's folder.
 *
 * @param records read from the live source, transformed and checked
 * @param unmigratable of those, records that could not be migrated as things are
 * @param readPerSecond records a second from the source
 * @param writtenPerSecond records a second into a scratch collection at the target
 * @param forecast of later steps, by step id
 * @param findings what is odd; drift since the inventory is a warning
 * @param checks those of the validation suite that need no target; none in releases before 0.2.0
 */
public record DryRunSummary(
    long records,
    long unmigratable,
    double readPerSecond,
    double writtenPerSecond,
    Map<String, Duration> forecast,
    List<Finding> findings,
    List<CheckResult> checks) {

  public DryRunSummary {
    checks = checks == null ? List.of() : List.copyOf(checks);
  }
}
