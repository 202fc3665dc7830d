package io.chromarunbook.workflows.copy;

import io.chromarunbook.workflows.steps.FailureKind;

/**
 * How copying a collection ended.
 *
 * @param failure null where it did not fail
 * @param reason why it failed, in one sentence; null where it did not
 */
public record CollectionOutcome(PartSums sums, FailureKind failure, String reason) {}
