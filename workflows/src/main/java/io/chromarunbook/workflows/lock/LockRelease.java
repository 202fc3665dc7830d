package io.chromarunbook.workflows.lock;

/**
 * Gives a place up.
 *
 * @param runId of the run that holds it; another one's release changes nothing
 * @param by a person who takes it over from a run that is gone; empty where the run itself gives it
 *     up
 */
public record LockRelease(String runId, String by, String reason) {}
