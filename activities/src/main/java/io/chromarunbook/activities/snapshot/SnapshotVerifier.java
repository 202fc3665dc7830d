package io.chromarunbook.activities.snapshot;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.workflows.steps.FailureKind;
import java.util.function.Consumer;

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
    verifyPart(index, part, record -> {});
  }

  /** The same, and passes on every record. */
  void verifyPart(int index, int part, Consumer<ChromaRecord> each) {
    moveTo(index, part);
    // Where the next part begins is only known when this one is as it should be.
    nextPart = -1;
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
          each.accept(record);
        });
    if (part + 1 == snapshot.collection(index).parts().size() && ids.next() != null) {
      throw FailureKind.CORRUPT_DATA.failure(
          "The snapshot file "
              + snapshot.ids(index)
              + " lists more records than the parts hold; take the snapshot again.",
          null);
    }
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
