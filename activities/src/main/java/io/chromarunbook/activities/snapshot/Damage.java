package io.chromarunbook.activities.snapshot;

/**
 * One file of a snapshot that is not what was written, and the records that are in doubt with it.
 *
 * @param file its path from the snapshot's directory
 * @param collection its name at the source; null where the whole snapshot is in doubt
 * @param firstRecord number of the first record in doubt within the collection, from 1
 * @param lastRecord number of the last; 0 where no record is in doubt
 * @param firstId id of the first; null where it cannot be told
 * @param lastId id of the last; null where it cannot be told
 * @param what is wrong, in one sentence
 */
public record Damage(
    String file,
    String collection,
    long firstRecord,
    long lastRecord,
    String firstId,
    String lastId,
    String what) {}
