package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.steps.MigratedContent;
import io.chromarunbook.workflows.steps.WindowFigures;
import java.time.Instant;

/**
 * The window after the switch.
 *
 * @param until when it ends
 * @param probes taken so far
 * @param lastProbe what the last one said; null before the first
 * @param figures what the last one measured; null where it did not
 * @param askedUntil until when people are asked whether to go back; null where nobody is
 * @param supportUntil until when it is looked on after the window; null while that lasts
 * @param content what comparing the migrated records' content showed so far; null before the first
 *     comparison
 */
public record WindowLine(
    Instant until,
    int probes,
    Instant lastProbeAt,
    String lastProbe,
    WindowFigures figures,
    Instant askedUntil,
    Instant supportUntil,
    MigratedContent content) {}
