package io.chromarunbook.workflows.steps;

/**
 * One look at both servers in the monitoring window.
 *
 * @param number from 1
 * @param healthy the source stood still and the sampled migrated ids were at the target
 * @param newAtTarget records more at the target than migrated: writes after cutover, which are
 *     success
 * @param latencyMillis of a query at the target
 */
public record ProbeResult(
    int number, boolean healthy, long newAtTarget, long latencyMillis, String message) {}
