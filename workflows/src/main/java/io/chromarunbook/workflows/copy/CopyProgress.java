package io.chromarunbook.workflows.copy;

import io.chromarunbook.workflows.status.CollectionStatus;

/**
 * What a copying child tells the runbook, on the way and when a collection ends.
 *
 * @param recordsDone of all collections
 * @param collection how far this one is
 * @param reason why it failed; null where it did not
 */
public record CopyProgress(long recordsDone, CollectionStatus collection, String reason) {}
