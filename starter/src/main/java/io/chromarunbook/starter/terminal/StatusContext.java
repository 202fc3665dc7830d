package io.chromarunbook.starter.terminal;

import java.time.Instant;

/**
 * What a status is shown with.
 *
 * @param temporalUi link to the run; empty where the UI's address is not known
 */
public record StatusContext(Paint paint, Times times, Instant now, String temporalUi) {}
