package io.chromarunbook.activities.snapshot;

import io.chromarunbook.workflows.steps.FailureKind;

/**
 * Reads a snapshot's files again and compares them with the manifest. Parts verified one after the
 * other read the list of ids once.
 */
final class SnapshotVerifier implements AutoCloseable {

  private final Snapshot snapshot;
  private int collection = -1;
  private int nextPart;
  private IdsReader ids;

  SnapshotVerifier(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** Compares a collection's list of ids with the manifest. */
  void verifyIds(int index) {
    new PartReader(snapshot.ids(index), snapshot.collection(index).ids()).verifyBytes();
  }

  /** Compares a part's bytes and number of records with the manifest, and its ids with the list. */
  void verifyPart(int index, int part) {
    moveTo(index, part);
    snapshot.forEachRecord(
        index,
        part,
        record -> {
          if (!record.id().equals(ids.next())) {
            throw FailureKind.CORRUPT_DATA.failure(
                "The snapshot file "
                    + snapshot.part(index, part)
                    + " holds the record '"
                    + record.id()
                    + "' where "
                    + snapshot.ids(index)
                    + " lists another; take the snapshot again.",
                null);
          }
        });
    nextPart = part + 1;
  }

  private void moveTo(int index, int part) {
    if (ids != null && collection == index && nextPart == part) {
      return;
    }
    close();
    ids = new IdsReader(snapshot.ids(index), 0);
    ids.skip(
        snapshot.collection(index).parts().subList(0, part).stream()
            .mapToLong(StoredFile::records)
            .sum());
    collection = index;
  }

  @Override
  public void close() {
    if (ids != null) {
      ids.close();
      ids = null;
    }
  }
}
