package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.chroma.ChromaRecord;
import io.chromarunbook.activities.chroma.ChromaServer;
import io.chromarunbook.activities.chroma.CollectionInfo;
import java.util.List;
import java.util.Optional;

/**
 * Practises what happens when a part's receipt is lost: the part is read back, only what is not
 * there is written again, and everything is compared.
 */
public final class ResumeDrill {

  private final ChromaServer target;
  private final CollectionInfo collection;

  /** A drill on a collection that only exists to try things out. */
  public ResumeDrill(ChromaServer target, CollectionInfo collection) {
    this.target = target;
    this.collection = collection;
  }

  /**
   * Resumes a part that lies in the collection, after taking away the records that were written
   * last, as if their answers and the receipt had been lost.
   *
   * @param written the part's records as they were written
   * @return what went otherwise than it must, in one phrase; nothing where all went well
   */
  public Optional<String> resume(List<ChromaRecord> written) {
    List<RoutedRecord> part =
        written.stream().map(record -> new RoutedRecord(record, record)).toList();
    List<RoutedRecord> lost = part.subList(part.size() - part.size() / 3, part.size());
    if (!lost.isEmpty()) {
      target.delete(collection, lost.stream().map(record -> record.migrated().id()).toList());
    }
    ReadBack.Open open = new ReadBack(target, collection).open(part);
    if (!open.records().equals(lost) || !open.stale().isEmpty()) {
      return Optional.of(
          "%d of %d records would be written again, where %d were lost"
              .formatted(open.records().size(), part.size(), lost.size()));
    }
    if (!lost.isEmpty()) {
      target.upsert(collection, lost.stream().map(RoutedRecord::migrated).toList());
    }
    ReadBack after = new ReadBack(target, collection);
    after.count(part);
    long there = target.count(collection);
    return after.equal() == part.size() && there == part.size()
        ? Optional.empty()
        : Optional.of(
            "%d of %d records were equal and %d there afterwards"
                .formatted(after.equal(), part.size(), there));
  }
}
