package io.chromarunbook.activities.report;

import io.chromarunbook.activities.monitoring.RecordedProbe;
import java.time.Instant;

/**
 * One look at the target in the window after the switch.
 *
 * @param number from 1
 * @param latencyMillis of a query at the target
 */
record ProbeLine(
    int number, Instant at, boolean healthy, long newAtTarget, long latencyMillis, String message) {

  static ProbeLine of(RecordedProbe probe) {
    return new ProbeLine(
        probe.result().number(),
        probe.at(),
        probe.result().healthy(),
        probe.result().newAtTarget(),
        probe.result().latencyMillis(),
        probe.result().message());
  }
}
