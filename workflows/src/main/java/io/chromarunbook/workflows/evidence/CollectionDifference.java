package io.chromarunbook.workflows.evidence;

/** How the records of one collection, named as at the source, ended up. */
public record CollectionDifference(String collection, Totals totals) {}
