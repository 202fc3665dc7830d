package io.chromarunbook.workflows.steps;

/**
 * Which run an activity works for. Its plan lies in the run's folder; the digest says which plan
 * that must be.
 *
 * @param migration the workflow's id
 * @param runId the workflow's first run, which owns what is created at the target
 * @param planDigest SHA-256 of the plan's canonical JSON, 64 hex digits
 */
public record RunReference(String migration, String runId, String planDigest) {}
