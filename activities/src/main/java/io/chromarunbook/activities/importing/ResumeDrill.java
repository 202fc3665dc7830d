package io.chromarunbook.activities.importing;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.Halving;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Practises what happens when a part's receipt is lost: the part is read back, only what is not
 * there is written again, everything is compared, and the new receipt proves the part.
 */
public final class ResumeDrill {

  // What the drill's part and plan are called in its receipt; there is only one of each.
  private static final String PLAN = "drill";

  private final WritableServer target;
  private final CollectionInfo collection;
  private final RunFolder folder;

  /**
   * A drill on a collection that only exists to try things out.
   *
   * @param folder for the drill's receipt, of no run
   */
  public ResumeDrill(WritableServer target, CollectionInfo collection, RunFolder folder) {
    this.target = target;
    this.collection = collection;
    this.folder = folder;
  }

  /**
   * Acknowledges a part that lies in the collection, loses the receipt and the records that were
   * written last, and resumes.
   *
   * @param written the part's records as they were written
   * @return what went otherwise than it must, in one phrase; nothing where all went well
   */
  public Optional<String> resume(List<ChromaRecord> written) {
    List<RoutedRecord> part =
        written.stream().map(record -> new RoutedRecord(record, record)).toList();
    try {
      return acknowledged(part)
          .or(
              () -> {
                lose(folder.receipt(0, 0));
                return resumed(part);
              });
    } finally {
      lose(folder.receipt(0, 0));
    }
  }

  private Optional<String> resumed(List<RoutedRecord> part) {
    List<RoutedRecord> lost = part.subList(part.size() - part.size() / 3, part.size());
    if (!lost.isEmpty()) {
      target.delete(collection, lost.stream().map(record -> record.migrated().id()).toList());
    }
    if (proven(part)) {
      return Optional.of("a receipt that was lost still counts");
    }
    ReadBack.Open open = new ReadBack(target, collection).open(part);
    if (!open.records().equals(lost) || !open.stale().isEmpty()) {
      return Optional.of(
          "%,d of %,d records would be written again, where %,d were lost"
              .formatted(open.records().size(), part.size(), lost.size()));
    }
    if (!lost.isEmpty()) {
      Halving.send(
          lost.stream().map(RoutedRecord::migrated).toList(),
          some -> target.upsert(collection, some),
          (culprit, refusal) -> {
            throw refusal;
          });
    }
    return acknowledged(part);
  }

  /** Reads the part back and writes its receipt, which must then prove it. */
  private Optional<String> acknowledged(List<RoutedRecord> part) {
    ReadBack found = new ReadBack(target, collection);
    found.count(part);
    PartReceipt receipt =
        new PartReceipt(
            0,
            0,
            part.size(),
            found.records(),
            0,
            found.equal(),
            found.byTolerance(),
            found.different(),
            found.missing());
    new StoredReceipt(receipt, PLAN, digest(part), collection.id(), 0, 0, 0).write(folder);
    long there = target.count(collection);
    return proven(part) && there == part.size()
        ? Optional.empty()
        : Optional.of(
            "%,d of %,d records were equal and %,d there"
                .formatted(found.equal(), part.size(), there));
  }

  private boolean proven(List<RoutedRecord> part) {
    return StoredReceipt.read(folder, 0, 0)
        .filter(receipt -> receipt.proves(0, 0, PLAN, digest(part), collection.id()))
        .isPresent();
  }

  private static String digest(List<RoutedRecord> part) {
    return Json.digest(part.stream().map(record -> record.migrated().id()).toList());
  }

  private static void lose(Path receipt) {
    try {
      Files.deleteIfExists(receipt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
