package io.chromarunbook.workflows.steps;

import java.time.Instant;

/**
 * Step 2.
 *
 * @param directory where it lies
 * @param digest SHA-256 of its manifest, 64 hex digits
 * @param bytes on disk
 */
public record SnapshotSummary(
    String directory, String digest, long records, int parts, long bytes, Instant retainUntil) {}
