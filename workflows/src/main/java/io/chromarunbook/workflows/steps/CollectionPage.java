package io.chromarunbook.workflows.steps;

import java.util.List;

/**
 * Some of the collections to be copied, in order.
 *
 * @param total how many there are in all
 * @param recordsTotal records of all of them
 */
public record CollectionPage(List<CollectionWork> collections, int total, long recordsTotal) {}
