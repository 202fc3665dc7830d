package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.evidence.CheckResult;
import java.util.List;

/**
 * One look at both servers in the monitoring window.
 *
 * @param number from 1
 * @param healthy the target answers, and the sampled migrated ids are there; of the target alone
 * @param source whether it stands still; one that does not answer is no fault of the target
 * @param newAtTarget records more at the target than migrated: writes after cutover, which are
 *     success
 * @param latencyMillis of a query at the target
 * @param checks those of the validation suite that were made; none where the probe itself failed
 * @param figures null where the probe itself failed, or the target did not answer
 * @param exceeded what is past its limit
 */
public record ProbeResult(
    int number,
    boolean healthy,
    SourceStanding source,
    long newAtTarget,
    long latencyMillis,
    String message,
    List<CheckResult> checks,
    WindowFigures figures,
    List<Exceeded> exceeded) {

  public ProbeResult {
    checks = checks == null ? List.of() : List.copyOf(checks);
    exceeded = exceeded == null ? List.of() : List.copyOf(exceeded);
  }
}
