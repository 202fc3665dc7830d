package io.chromarunbook.workflows.runbook;

import io.chromarunbook.workflows.status.RunState;

/**
 * How a migration ended.
 *
 * @param decision "GO" or "NO-GO"; null where it never came to one
 * @param reason in one sentence
 * @param report where the report lies; null where none could be written
 */
public record MigrationOutcome(RunState state, String decision, String reason, String report) {}
