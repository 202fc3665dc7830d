package io.chromarunbook.workflows.steps;

import java.time.Instant;

/**
 * What a heartbeat tells: a hint for people and for the next attempt, never the truth.
 *
 * @param lastReachable when the servers last answered; null before the first answer
 */
public record Beat(long recordsDone, long recordsTotal, Instant lastReachable) {}
