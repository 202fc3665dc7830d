package io.chromarunbook.workflows.evidence;

/**
 * What semantic search over one collection showed, against exact search over the snapshot.
 *
 * @param queries asked of each server
 * @param answered by the target with any result
 * @param sourceRecall share of the exact top-k the source returned, 0 to 1
 * @param targetRecall share of the exact top-k the target returned, 0 to 1
 */
public record SearchResult(
    String collection, int queries, int answered, double sourceRecall, double targetRecall) {}
