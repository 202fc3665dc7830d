package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.steps.RestoreRehearsal;
import java.time.Instant;

/**
 * Where the records lie from which the source's state at the freeze can be restored.
 *
 * @param digest SHA-256 of its manifest
 * @param retainUntil not to be removed before
 * @param rehearsal what restoring from it showed; null where that was not tried
 */
record SnapshotLine(
    String directory,
    String digest,
    Instant created,
    Instant retainUntil,
    RestoreRehearsal rehearsal) {}
