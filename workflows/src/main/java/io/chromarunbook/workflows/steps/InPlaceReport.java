package io.chromarunbook.workflows.steps;

/**
 * Whether a copy of the source's directory is the target's.
 *
 * @param message how that was proven, or why it is not, in sentences
 */
public record InPlaceReport(boolean taken, String message) {}
