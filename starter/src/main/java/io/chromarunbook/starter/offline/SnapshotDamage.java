package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.snapshot.Damage;

/**
 * One file of a snapshot that is not what was written.
 *
 * @param file its path from the snapshot's directory
 * @param collection the one it belongs to; null where the whole snapshot is in doubt
 * @param firstRecord number of the first record in doubt within the collection, from 1
 * @param lastRecord number of the last; 0 where no record is in doubt
 * @param firstId id of the first; null where it cannot be told
 * @param lastId id of the last; null where it cannot be told
 * @param what is wrong, in one sentence
 */
public record SnapshotDamage(
    String file,
    String collection,
    long firstRecord,
    long lastRecord,
    String firstId,
    String lastId,
    String what) {

  static SnapshotDamage of(Damage damage) {
    return new SnapshotDamage(
        damage.file(),
        damage.collection(),
        damage.firstRecord(),
        damage.lastRecord(),
        damage.firstId(),
        damage.lastId(),
        damage.what());
  }
}
