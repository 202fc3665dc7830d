package io.chromarunbook.gate.admin;

/**
 * What a rehearsal came to.
 *
 * @param well whether an application would have been served by both servers, and by the source
 *     again
 * @param message what was seen, or which question was not answered as it should be
 * @param collections how many were asked for at each server
 * @param switchMillis from the order to the last answer of the target; 0 where it was not well
 * @param revertMillis from the order to the last answer of the source; 0 likewise
 */
public record RehearsalResult(
    boolean well, String message, int collections, long switchMillis, long revertMillis) {}
