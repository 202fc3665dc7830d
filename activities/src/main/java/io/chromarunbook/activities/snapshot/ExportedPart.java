package io.chromarunbook.activities.snapshot;

/**
 * Says, beside a part, that it is complete. Written after it.
 *
 * @param inventoryDigest of the frozen inventory it was exported under; parts of another one do not
 *     count
 * @param file the part
 * @param recordsThrough ids of the collection that were asked for up to the end of this part; of a
 *     live source some of their records may have been gone
 * @param nextId where in the ids' file the next part begins, in bytes
 */
record ExportedPart(String inventoryDigest, StoredFile file, long recordsThrough, long nextId) {}
