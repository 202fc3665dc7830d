package io.chromarunbook.workflows.steps;

/**
 * What importing a part proved. The file of the same content in the run's folder is the checkpoint.
 *
 * @param records in the part
 * @param written upserted
 * @param quarantined put aside, each with its reason
 * @param equal of the written, read back equal
 * @param byTolerance of the equal, those equal only by tolerance
 * @param different of the written, read back different
 * @param missing of the written, not there when read back
 */
public record PartReceipt(
    int collection,
    int part,
    long records,
    long written,
    long quarantined,
    long equal,
    long byTolerance,
    long different,
    long missing) {}
