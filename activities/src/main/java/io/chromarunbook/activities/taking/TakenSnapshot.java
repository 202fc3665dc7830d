package io.chromarunbook.activities.taking;

import io.chromarunbook.workflows.steps.SnapshotSummary;
import java.time.Instant;

/**
 * A snapshot that was taken, read again and held against its source once more.
 *
 * @param lookedAt when the source was looked at once more
 * @param drift what it had otherwise by then
 */
public record TakenSnapshot(
    SnapshotSummary snapshot, int collections, Instant lookedAt, Drift drift) {}
