package io.chromarunbook.activities.restore;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What rehearsing one portion showed, as it is written down.
 *
 * @param snapshot the manifest's SHA-256; what was rehearsed of another snapshot does not count
 * @param records restored, read back and equal
 * @param byTolerance of those, equal only within tolerance
 * @param leftOut records the target's release does not take
 * @param nanos spent on writing and reading back
 * @param firstRefusal what the target said of the first record it refused, or of the collection;
 *     null where it refused nothing that it was sent
 */
record PortionReceipt(
    String snapshot,
    long records,
    long byTolerance,
    long leftOut,
    long nanos,
    @JsonInclude(JsonInclude.Include.NON_NULL) String firstRefusal) {}
