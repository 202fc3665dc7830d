package io.chromarunbook.workflows.steps;

/**
 * What a server was found to be.
 *
 * @param api "v1" or "v2"
 * @param clockSkewMillis its clock less ours; null where it does not show its clock
 */
public record ServerFacts(String url, String version, String api, Long clockSkewMillis) {}
