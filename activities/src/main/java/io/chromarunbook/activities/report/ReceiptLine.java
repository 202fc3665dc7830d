package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.steps.PartReceipt;

/** What importing one part proved, with the collection by its name and the part from 1. */
record ReceiptLine(
    String collection,
    int part,
    long records,
    long written,
    long quarantined,
    long equal,
    long byTolerance,
    long different,
    long missing) {

  static ReceiptLine of(PartReceipt receipt, String collection) {
    return new ReceiptLine(
        collection,
        receipt.part() + 1,
        receipt.records(),
        receipt.written(),
        receipt.quarantined(),
        receipt.equal(),
        receipt.byTolerance(),
        receipt.different(),
        receipt.missing());
  }

  /** The sum of two, as a line that stands for both. */
  ReceiptLine plus(ReceiptLine other) {
    return new ReceiptLine(
        collection,
        part,
        records + other.records,
        written + other.written,
        quarantined + other.quarantined,
        equal + other.equal,
        byTolerance + other.byTolerance,
        different + other.different,
        missing + other.missing);
  }
}
