package io.chromarunbook.activities.transform;

/**
 * Which record was put aside, and why.
 *
 * @param collection its name at the source
 * @param reason one sentence for people
 */
public record QuarantineHeading(String collection, String id, String reason) {}
