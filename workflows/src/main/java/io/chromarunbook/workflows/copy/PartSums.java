package io.chromarunbook.workflows.copy;

import io.chromarunbook.workflows.steps.PartReceipt;

/**
 * What the receipts of a collection's parts add up to.
 *
 * @param parts done, the first ones of the collection
 */
public record PartSums(
    int parts, long records, long written, long quarantined, long different, long missing) {

  /** Before the first part. */
  public static final PartSums NONE = new PartSums(0, 0, 0, 0, 0, 0);

  /** With one more part. */
  PartSums plus(PartReceipt receipt) {
    return new PartSums(
        parts + 1,
        records + receipt.records(),
        written + receipt.written(),
        quarantined + receipt.quarantined(),
        different + receipt.different(),
        missing + receipt.missing());
  }
}
