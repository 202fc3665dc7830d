package io.chromarunbook.activities.restore;

/**
 * What a restore ended with; all of it compared with the server record by record.
 *
 * @param collections restored
 * @param records in them, every one equal
 * @param written by this call; fewer than all where an earlier one was interrupted
 * @param byTolerance records that are equal only within what servers are known to alter
 */
public record Restored(int collections, long records, long written, long byTolerance) {}
