package io.chromarunbook.workflows.status;

import java.time.Instant;

/**
 * Something people must know that the run itself does not act on.
 *
 * @param since when it was first seen
 * @param seen when it was last seen
 */
public record AlarmLine(String message, Instant since, Instant seen) {}
