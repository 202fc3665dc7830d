package io.chromarunbook.workflows.evidence;

/**
 * A collection that could not be copied.
 *
 * @param collection its name at the source
 * @param quarantineFull whether more of its records had to be put aside than the plan allows
 */
public record Uncopied(String collection, String reason, boolean quarantineFull) {}
