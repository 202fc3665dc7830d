package io.chromarunbook.activities.report;

import java.time.Instant;

/**
 * Where the records lie from which the source's state at the freeze can be restored.
 *
 * @param digest SHA-256 of its manifest
 * @param retainUntil not to be removed before
 */
record SnapshotLine(String directory, String digest, Instant created, Instant retainUntil) {}
