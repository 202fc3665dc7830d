package io.chromarunbook.workflows.status;

import java.time.Instant;

/**
 * Who gave up the way back, which ended the run for good.
 *
 * @param reason as that person gave it; may be null
 */
public record ClosingLine(Instant at, String by, String reason) {}
