package io.chromarunbook.workflows.lock;

import java.time.Instant;

/**
 * Who holds a place.
 *
 * @param side "source" or "target"
 * @param home the id of the RUNBOOK_HOME the migration works from
 */
public record LockHolder(
    LockedPlace place, String side, String migration, String runId, String home, Instant since) {}
