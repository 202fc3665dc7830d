package io.chromarunbook.activities.snapshot;

import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.workflows.steps.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What of an export is complete, by the files that say so; the data itself goes unread. */
final class ExportFiles {

  private ExportFiles() {}

  /** The ids' file, where it is complete and of this inventory. */
  static Optional<ExportedIds> ids(SnapshotLayout layout, int collection, String inventoryDigest) {
    return read(layout.idsReceipt(collection), ExportedIds.class)
        .filter(ids -> ids.inventoryDigest().equals(inventoryDigest))
        .filter(ids -> size(layout.ids(collection)) == ids.file().bytes());
  }

  /** A part, where it is complete and of this inventory. */
  static Optional<ExportedPart> part(
      SnapshotLayout layout, int collection, int part, String inventoryDigest) {
    return read(layout.partReceipt(collection, part), ExportedPart.class)
        .filter(exported -> exported.inventoryDigest().equals(inventoryDigest))
        .filter(exported -> size(layout.part(collection, part)) == exported.file().bytes());
  }

  /** The failure where a file that should be complete is not. */
  static RuntimeException missing(Path file) {
    return FailureKind.CORRUPT_DATA.failure(
        "The export of " + file + " is not complete; run Step 2 again from its beginning.", null);
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    return Files.exists(file) ? Optional.of(DurableFile.readJson(file, type)) : Optional.empty();
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
