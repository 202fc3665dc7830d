package io.chromarunbook.starter.terminal;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a status is shown with.
 *
 * @param columns of the screen
 * @param temporalUi link to the run; empty where the UI's address is not known
 * @param workerSeen says when a worker last asked for work, empty where none did lately; asked only
 *     where that is shown, because Temporal has to look
 */
public record StatusContext(
    Paint paint,
    Times times,
    Instant now,
    int columns,
    String temporalUi,
    Supplier<Optional<Instant>> workerSeen) {}
