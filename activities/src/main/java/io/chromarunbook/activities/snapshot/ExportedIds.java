package io.chromarunbook.activities.snapshot;

/** Says, beside a file of ids, that it is complete, and for which frozen inventory. */
record ExportedIds(String inventoryDigest, StoredFile file) {}
