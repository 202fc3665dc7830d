package io.chromarunbook.workflows.steps;

import java.util.Optional;

/**
 * How far long work has come after one slice of it.
 *
 * @param next where the next slice goes on; empty when all is done
 * @param recordsDone since the very beginning, not since the last slice
 */
public record Progress(Optional<Position> next, long recordsDone, long recordsTotal) {}
