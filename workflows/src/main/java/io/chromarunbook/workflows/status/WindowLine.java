package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.steps.MigratedContent;
import java.time.Instant;

/**
 * The window after the switch.
 *
 * @param until when it ends
 * @param probes taken so far
 * @param lastProbe what the last one said; null before the first
 * @param content what comparing the migrated records' content showed so far; null before the first
 *     comparison
 */
public record WindowLine(
    Instant until, int probes, Instant lastProbeAt, String lastProbe, MigratedContent content) {}
