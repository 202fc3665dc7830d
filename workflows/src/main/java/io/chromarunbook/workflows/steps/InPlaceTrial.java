package io.chromarunbook.workflows.steps;

/**
 * Whether a copy of the source's directory, on which that was tried, can become the target's.
 *
 * @param message why it cannot, in sentences; empty where it can
 */
public record InPlaceTrial(boolean passed, String message) {}
