package io.chromarunbook.activities.report;

import io.chromarunbook.activities.monitoring.RecordedProbe;
import io.chromarunbook.workflows.steps.Exceeded;
import io.chromarunbook.workflows.steps.WindowFigures;
import java.time.Instant;
import java.util.List;

/**
 * One look at the target in the window after the switch.
 *
 * @param number from 1
 * @param latencyMillis of a query at the target
 * @param figures null where the probe could not measure
 * @param exceeded what was past its limit, in sentences
 */
record ProbeLine(
    int number,
    Instant at,
    boolean healthy,
    long newAtTarget,
    long latencyMillis,
    String message,
    WindowFigures figures,
    List<String> exceeded) {

  ProbeLine {
    // What an earlier release wrote has none.
    exceeded = exceeded == null ? List.of() : List.copyOf(exceeded);
  }

  static ProbeLine of(RecordedProbe probe) {
    return new ProbeLine(
        probe.result().number(),
        probe.at(),
        probe.result().healthy(),
        probe.result().newAtTarget(),
        probe.result().latencyMillis(),
        probe.result().message(),
        probe.result().figures(),
        probe.result().exceeded().stream().map(Exceeded::message).toList());
  }
}
