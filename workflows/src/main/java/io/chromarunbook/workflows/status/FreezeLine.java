package io.chromarunbook.workflows.status;

import java.time.Instant;

/**
 * Writes refused for how long of how much.
 *
 * @param since null while the source is not frozen
 * @param frozenSeconds so far, or in all once it was thawed
 * @param lastSafeGo the last time at which GO leaves a rollback its time; null while not frozen
 * @param proven whether a probe was refused, or a person vouched
 */
public record FreezeLine(
    Instant since,
    Instant until,
    double frozenSeconds,
    double budgetSeconds,
    Instant lastSafeGo,
    boolean proven) {}
